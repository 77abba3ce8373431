import type { createFailReplay, ReplayBatch, ReplayJobData } from "@/lib/deliveries/replay-deliveries";
import { replayRequested } from "@/lib/deliveries/replay-job-store";
import { defineFunction } from "@/lib/durable/contract";

/** Inngest takes at most 1,000 steps a run: a larger replay goes on in another one. */
const batchesARound = 200;

/** Each batch moves the job's own row along, so a repetition of one goes on where the job stands. */
export function replayDeliveriesFunction(replayBatch: ReplayBatch, failReplay: ReturnType<typeof createFailReplay>) {
  return defineFunction<ReplayJobData>({
    id: "replay-deliveries",
    trigger: replayRequested,
    retries: 20,
    async handler({ data, step }) {
      for (let batch = 0; batch < batchesARound; batch++) {
        if (await step.run(`batch-${batch}`, () => replayBatch(data), { idempotent: true })) return { result: "over" };
      }
      const round = data.round + 1;
      await step.sendEvent("go-on", [{ name: replayRequested, key: `${data.jobId}:${round}`, data: { ...data, round } }]);
      return { result: "goes on" };
    },
    onFailure: ({ data, error }) => failReplay(data, error.message),
  });
}
