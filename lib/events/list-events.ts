import type { Database } from "@/lib/db";
import type { Page } from "@/lib/http/paging";
import { runsOfEvents, sliceEvents, type EventFilter, type RunSummaryRow } from "./event-list-store";
import type { EventResource } from "./event-resource";
import type { EventRow } from "./store";
import { walk } from "./walk";

/** `scanned` = events looked at for this page. */
export type EventPage = Page<EventResource> & { scanned: number };

/** Newest first. With a filter that no index knows a page may be short, even empty, and still name a next one. */
export async function listEvents(
  db: Database,
  organizationId: string,
  filter: EventFilter,
  page: { cursor?: string | undefined; limit: number },
): Promise<EventPage> {
  const { rows, next, scanned } = await walk(page, (order) => sliceEvents(organizationId, db, filter, order));
  const runs = await runsOfEvents(organizationId, db, rows.map((row) => row.id));
  return { data: rows.map((row) => toEventResource(row, runs)), next, scanned };
}

export function toEventResource(row: EventRow, runs: RunSummaryRow[]): EventResource {
  return {
    id: row.id,
    type: row.type,
    source_id: row.source_id,
    source: row.source_slug,
    idempotency_key: row.idempotency_key,
    occurred_at: row.occurred_at.toISOString(),
    received_at: row.received_at.toISOString(),
    runs: runs.filter((run) => run.event_id === row.id).map(({ event_id: _, deliveries, ...run }) => ({ ...run, deliveries: deliveries ?? {} })),
  };
}
