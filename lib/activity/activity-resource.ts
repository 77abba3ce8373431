import { z } from "zod";

export const activitySchema = z.object({
  /** The last 24 hours of the clock, oldest first; the last one is under way. */
  hours: z.array(
    z.object({
      from: z.string(),
      events: z.number(),
      runs: z.object({ succeeded: z.number(), filtered: z.number(), failed: z.number(), unfinished: z.number() }),
      /** From a delivery's creation to its arrival, of up to 5,000 of that hour; null when nothing arrived. */
      latency_p50_ms: z.number().nullable(),
      latency_p95_ms: z.number().nullable(),
    }),
  ),
  /** Destinations with deliveries of these 24 hours that did not arrive, the worst first; 20 at most. */
  destinations: z.array(
    z.object({
      pipeline_id: z.string(),
      pipeline_name: z.string().nullable(),
      destination_id: z.string(),
      kind: z.string(),
      retrying: z.number(),
      held: z.number(),
      dead: z.number(),
    }),
  ),
});
export type Activity = z.infer<typeof activitySchema>;
export type ActivityHour = Activity["hours"][number];
