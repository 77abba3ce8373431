import type { DurableFunction } from "@/lib/durable/contract";
import type { InngestStep } from "./run-in-rounds";

type FailureHandler = NonNullable<DurableFunction["onFailure"]>;

/** As often as the embedded engine; Inngest itself gives a failure handler one retry, less than a database's restart takes. */
const triesMax = 10;
const firstPauseMs = 5_000;
const pauseMaxMs = 5 * 60_000;

/** Runs `onFailure` durably: each try is a step, each pause a sleep. */
export async function runFailureHandler(onFailure: FailureHandler, { data, error, jobId }: Parameters<FailureHandler>[0], step: Pick<InngestStep, "run" | "sleep">): Promise<void> {
  for (let tries = 1; tries < triesMax; tries++) {
    const isHandled = await step.run(`try ${tries}`, () => handle().then(() => true, () => false));
    if (isHandled) return;
    await step.sleep(`pause ${tries}`, Math.min(firstPauseMs * 2 ** (tries - 1), pauseMaxMs));
  }
  await step.run(`try ${triesMax}`, () => handle());

  function handle(): Promise<void> {
    return onFailure({ data, error: { name: error.name, message: error.message }, jobId });
  }
}
