import { z } from "zod";
import { deliveryResourceSchema } from "./delivery-resource";

const json = z.json().nullable();

/** How many deliveries have each status. */
const deliveryCounts = z.record(z.string(), z.number());

/** Fields of resources are snake_case throughout `/v1`. Times are ISO 8601 in UTC. */
export const eventResourceSchema = z.object({
  id: z.string(),
  type: z.string(),
  source_id: z.string(),
  /** The source's slug; null when it was deleted. */
  source: z.string().nullable(),
  idempotency_key: z.string().nullable(),
  occurred_at: z.string(),
  received_at: z.string(),
  runs: z.array(
    z.object({
      id: z.string(),
      pipeline_id: z.string(),
      /** The pipeline's slug. */
      pipeline: z.string().nullable(),
      pipeline_name: z.string().nullable(),
      /** 0 = the run the event's arrival started. */
      replay: z.number(),
      status: z.string(),
      reason: z.string().nullable(),
      deliveries: deliveryCounts,
    }),
  ),
});
export type EventResource = z.infer<typeof eventResourceSchema>;
export type EventRunSummary = EventResource["runs"][number];

/** A row of a list of runs. */
export const runSummarySchema = z.object({
  id: z.string(),
  event_id: z.string(),
  event_type: z.string().nullable(),
  pipeline_id: z.string(),
  version: z.number().nullable(),
  replay: z.number(),
  status: z.string(),
  reason: z.string().nullable(),
  created_at: z.string(),
  started_at: z.string().nullable(),
  finished_at: z.string().nullable(),
  deliveries: deliveryCounts,
});
export type RunSummary = z.infer<typeof runSummarySchema>;

export const runResourceSchema = z.object({
  id: z.string(),
  event_id: z.string(),
  pipeline_id: z.string(),
  /** The pipeline's slug. */
  pipeline: z.string().nullable(),
  pipeline_name: z.string().nullable(),
  version: z.number().nullable(),
  replay: z.number(),
  /** The id of the one destination it sends to; null = all. */
  only_destination: z.string().nullable(),
  status: z.string(),
  reason: z.string().nullable(),
  created_at: z.string(),
  started_at: z.string().nullable(),
  finished_at: z.string().nullable(),
  steps: z.array(
    z.object({
      id: z.string(),
      step_id: z.string(),
      kind: z.string(),
      status: z.string(),
      input: json,
      output: json,
      facts: json,
      reason: z.string().nullable(),
      attempts: z.number(),
      started_at: z.string(),
      duration_ms: z.number(),
    }),
  ),
  deliveries: z.array(deliveryResourceSchema),
});
export type RunResource = z.infer<typeof runResourceSchema>;

export const eventDetailSchema = eventResourceSchema.extend({
  payload: json,
  /** Until then the idempotency key makes no second event; null when it may be used again. */
  key_expires_at: z.string().nullable(),
  runs: z.array(runResourceSchema),
});
export type EventDetail = z.infer<typeof eventDetailSchema>;
