import type { Json } from "@/lib/durable/contract";
import { truncateText } from "@/lib/pipeline/text";

/** A value on one line, as JSON: `"enterprise"`, `4900`, `{"a":1}`. */
export function describeSample(value: Json, lengthMax = 60): string {
  return truncateText(JSON.stringify(value), lengthMax);
}
