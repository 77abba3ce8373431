import type { BatchJob, BatchJobData } from "@/lib/durable/batch-job";
import { defineFunction } from "@/lib/durable/contract";

/** Inngest takes at most 1,000 steps a run: a larger job goes on in another one. */
const batchesARound = 200;

export function inBatches({ id, trigger, batch, fail }: BatchJob) {
  return defineFunction<BatchJobData>({
    id,
    trigger,
    retries: 20,
    async handler({ data, step }) {
      for (let n = 0; n < batchesARound; n++) {
        if (await step.run(`batch-${n}`, () => batch(data), { idempotent: true })) return { result: "over" };
      }
      const round = data.round + 1;
      await step.sendEvent("go-on", [{ name: trigger, key: `${data.jobId}:${round}`, data: { ...data, round } }]);
      return { result: "goes on" };
    },
    onFailure: ({ data, error }) => fail(data, error.message),
  });
}
