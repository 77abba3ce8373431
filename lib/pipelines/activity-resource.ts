import { z } from "zod";

const runCounts = { total: z.number(), running: z.number(), succeeded: z.number(), filtered: z.number(), failed: z.number() };
const deliveryCounts = { pending: z.number(), retrying: z.number(), held: z.number(), delivered: z.number(), skipped: z.number(), dead: z.number() };

/** What happened in a window, by when its runs began. */
export const activitySchema = z.object({
  from: z.string(),
  bucket_ms: z.number(),
  runs: z.object(runCounts),
  deliveries: z.object(deliveryCounts),
  /** Oldest first; the last bucket is still going on. */
  series: z.array(z.object({ at: z.string(), runs: z.number(), filtered: z.number(), failed: z.number(), delivered: z.number(), dead: z.number() })),
});
export type Activity = z.infer<typeof activitySchema>;

export const pipelineActivitySchema = activitySchema.extend({
  window: z.string(),
  /** `steps` and `destinations` count from here on: later than `from` where a busy pipeline has more runs than are counted. */
  counted_since: z.string(),
  steps: z.array(
    z.object({
      step_id: z.string(),
      in: z.number(),
      dropped: z.number(),
      failed: z.number(),
      p50_ms: z.number().nullable(),
    }),
  ),
  destinations: z.array(z.object({ destination_id: z.string(), ...deliveryCounts })),
});
export type PipelineActivity = z.infer<typeof pipelineActivitySchema>;

export const attentionSchema = z.object({ destination_id: z.string(), code: z.string(), detail: z.string() });
