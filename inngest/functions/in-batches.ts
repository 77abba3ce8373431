import type { BatchJob, BatchJobData } from "@/lib/durable/batch-job";
import { defineFunction, type StepPort } from "@/lib/durable/contract";

/** Inngest takes at most 1,000 steps a run: a larger job goes on in another one. */
const batchesARound = 200;

export function inBatches({ id, trigger, batch, fail }: BatchJob) {
  return defineFunction<BatchJobData>({
    id,
    trigger,
    retries: 20,
    async handler({ data, step }) {
      for (let n = 0; n < batchesARound; n++) {
        const { isOver, notBeforeMs } = await step.run(`batch-${n}`, () => batch(data), { idempotent: true });
        if (isOver) return { result: "over" };
        // A sleep would run batches again when it ends, which are no checkpoints; a round of its own begins anew.
        if (notBeforeMs !== undefined) return goOn(step, data, new Date(notBeforeMs));
      }
      return goOn(step, data);
    },
    onFailure: ({ data, error }) => fail(data, error.message),
  });

  async function goOn(step: StepPort, data: BatchJobData, dueAt?: Date) {
    const round = data.round + 1;
    await step.sendEvent("go-on", [{ name: trigger, key: `${data.jobId}:${round}`, data: { ...data, round }, ...(dueAt ? { dueAt } : {}) }]);
    return { result: "goes on" };
  }
}
