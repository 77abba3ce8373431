import { z } from "zod";
import { deliveryQuery } from "@/lib/events/delivery-query";

/** What a bulk replay takes: those of the ids, or all that fit; without a status the dead and the held. */
export const replayFilterSchema = z.strictObject({
  ...deliveryQuery,
  /** One or more of dead, held and retrying, with commas between. */
  status: z.string().max(40).regex(/^(dead|held|retrying)(,(dead|held|retrying))*$/, "expected dead, held, retrying").default("dead,held"),
  ids: z.array(z.string().min(1).max(64)).min(1).max(500).optional(),
});
export type ReplayFilter = z.infer<typeof replayFilterSchema>;

export const replayJobSchema = z.object({
  id: z.string(),
  filter: replayFilterSchema,
  status: z.enum(["running", "done", "cancelled", "failed"]),
  /** How many fitted when it was asked. */
  total: z.number(),
  replayed: z.number(),
  /** Fitted, and could not be sent again: they had been meanwhile. */
  skipped: z.number(),
  /** Why it failed. */
  reason: z.string().nullable(),
  created_at: z.string(),
  finished_at: z.string().nullable(),
});
export type ReplayJob = z.infer<typeof replayJobSchema>;
