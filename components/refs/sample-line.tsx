import type { Json } from "@/lib/durable/contract";
import { describeSample } from "./describe-sample";
import type { RefProblem } from "./ref-problem";

type SampleLineProps = { problem: RefProblem | null; value: Json | undefined; isMissing: boolean };

/** Under a ref: what is wrong with it, else its value on the sample event. */
export function SampleLine({ problem, value, isMissing }: SampleLineProps) {
  if (problem) return <p className={problem.severity === "error" ? "text-label text-dead" : "text-label text-retrying"}>{problem.message}</p>;
  if (value !== undefined) return <p className="truncate font-mono text-label text-neutral-10">= {describeSample(value)}</p>;
  return isMissing ? <p className="text-label text-neutral-10">missing on the sample event</p> : null;
}
