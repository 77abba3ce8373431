import { z } from "zod";
import type { AttemptRow, DeliveryDetailRow, DeliveryRow } from "./delivery-store";

const json = z.json().nullable();

export const deliverySummarySchema = z.object({
  id: z.string(),
  run_id: z.string(),
  event_id: z.string(),
  event_type: z.string().nullable(),
  pipeline_id: z.string(),
  /** The pipeline's slug. */
  pipeline: z.string().nullable(),
  pipeline_name: z.string().nullable(),
  destination_id: z.string(),
  kind: z.string(),
  connection_id: z.string(),
  /** The connection's name; null when it was deleted. */
  connection: z.string().nullable(),
  target: json,
  status: z.string(),
  code: z.string().nullable(),
  reason: z.string().nullable(),
  /** What was cut from the message to fit, in words. */
  cuts: z.array(z.string()),
  attempt_count: z.number(),
  /** The delivery whose attempts send it in one message with others, which may be itself; null where it is sent alone. */
  carried_by: z.string().nullable(),
  /** An attempt may have arrived though no answer was recorded. */
  possibly_sent: z.boolean(),
  /** The run that sends in its place. */
  superseded_by: z.string().nullable(),
  receipt: json,
  next_attempt_at: z.string().nullable(),
  created_at: z.string(),
  finished_at: z.string().nullable(),
});
export type DeliverySummary = z.infer<typeof deliverySummarySchema>;

export const attemptResourceSchema = z.object({
  number: z.number(),
  status: z.string(),
  code: z.string().nullable(),
  detail: z.string().nullable(),
  request: json,
  response: json,
  started_at: z.string(),
  finished_at: z.string().nullable(),
});

export const deliveryResourceSchema = deliverySummarySchema.extend({
  /** As rendered when the run finished: what every attempt sends, by itself or as a line of a summary. Null when nothing was rendered. */
  message: json,
  attempts: z.array(attemptResourceSchema),
});
export type AttemptResource = z.infer<typeof attemptResourceSchema>;
export type DeliveryResource = z.infer<typeof deliveryResourceSchema>;

export function toDeliverySummary(row: DeliveryRow): DeliverySummary {
  const { attempts, created_at, finished_at, next_attempt_at, ...rest } = row;
  return {
    ...rest,
    attempt_count: attempts,
    next_attempt_at: next_attempt_at?.toISOString() ?? null,
    created_at: created_at.toISOString(),
    finished_at: finished_at?.toISOString() ?? null,
  };
}

export function toDeliveryResource(row: DeliveryDetailRow, attempts: AttemptRow[]): DeliveryResource {
  return {
    ...toDeliverySummary(row),
    message: row.message,
    attempts: attempts
      .filter((attempt) => attempt.delivery_id === row.id)
      .map(({ delivery_id: _, started_at, finished_at, ...rest }) => ({ ...rest, started_at: started_at.toISOString(), finished_at: finished_at?.toISOString() ?? null })),
  };
}
