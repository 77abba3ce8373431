import { z } from "zod";

/** Whether there is anything to fill in. */
export function hasFields(schema: z.ZodType): boolean {
  return !(schema instanceof z.ZodObject) || Object.keys(schema.shape).length > 0;
}
