import { z } from "zod";
import { deliveryQuery } from "@/lib/events/delivery-query";
import { replayChoice } from "./replay-choice";

/** What a bulk replay takes: those of the ids, or all that fit; without a status the dead and the held. */
export const replayFilterSchema = z.strictObject({
  ...deliveryQuery,
  /** One or more of dead, held and retrying, with commas between. */
  status: z.string().max(40).regex(/^(dead|held|retrying)(,(dead|held|retrying))*$/, "expected dead, held, retrying").default("dead,held"),
  ids: z.array(z.string().min(1).max(64)).min(1).max(500).optional(),
});
export type ReplayFilter = z.infer<typeof replayFilterSchema>;

export const rateMax = 500;

export const replayRequestSchema = z.strictObject({
  filter: replayFilterSchema,
  ...replayChoice,
  /** Most deliveries a second; absent = as fast as the destinations allow. */
  rate: z.int().min(1).max(rateMax).optional(),
});
export type ReplayRequest = z.infer<typeof replayRequestSchema>;

/** What a bulk replay would take now. */
export const replayCountSchema = z.object({
  total: z.number(),
  /** Of these, those that no message was made for: only a new run can send them. */
  without_message: z.number(),
});
export type ReplayCount = z.infer<typeof replayCountSchema>;

export const replayJobSchema = z.object({
  id: z.string(),
  filter: replayFilterSchema,
  from: z.string(),
  version: z.string(),
  rate: z.number().nullable(),
  status: z.enum(["running", "done", "cancelled", "failed"]),
  /** How many fitted when it was asked. */
  total: z.number(),
  replayed: z.number(),
  /** Fitted, and could not be sent again. */
  skipped: z.number(),
  /** Why they could not; the others were sent or changed meanwhile. */
  skipped_for: z.array(z.object({ reason: z.string(), count: z.number() })),
  /** Why it failed. */
  reason: z.string().nullable(),
  created_at: z.string(),
  finished_at: z.string().nullable(),
});
export type ReplayJob = z.infer<typeof replayJobSchema>;
