import { z } from "zod";
import type { SourceActivity } from "./activity-store";
import type { SourceRow } from "./store";

/** A source as the API shows it: nothing of its secrets. */
export const sourceResourceSchema = z.object({
  id: z.string(),
  slug: z.string(),
  name: z.string(),
  /** api | webhook | email */
  kind: z.string(),
  /** active | paused */
  status: z.string(),
  /** How long an idempotency key is remembered. */
  dedupe_window_ms: z.number(),
  /** Keys that can send as it now. */
  keys: z.number(),
  last_event_at: z.string().nullable(),
  /** Events of the last 24 hours; 10,001 stands for more than ten thousand. */
  events_24h: z.number(),
  created_at: z.string(),
  updated_at: z.string(),
});
export type SourceResource = z.infer<typeof sourceResourceSchema>;

export function toSourceResource(row: SourceRow, { keys, lastEventAt, events }: SourceActivity): SourceResource {
  return {
    id: row.id,
    slug: row.slug,
    name: row.name,
    kind: row.kind,
    status: row.status,
    dedupe_window_ms: Number(row.dedupeWindowMs),
    keys,
    last_event_at: lastEventAt?.toISOString() ?? null,
    events_24h: events,
    created_at: row.createdAt.toISOString(),
    updated_at: row.updatedAt.toISOString(),
  };
}
