import type { Database } from "@/lib/db";
import type { Page } from "@/lib/http/paging";
import type { EventResource } from "./event-resource";
import { runsOfEvents, sliceEvents, type EventFilter, type EventRow, type RunSummaryRow } from "./store";
import { nextOf } from "./slice";

/** Events one call looks at when a filter has no index. */
const SLICE = 2000;

/** Newest first. With `text` or `runStatus` a page may be short, even empty, and still name a next one. */
export async function listEvents(
  db: Database,
  organizationId: string,
  filter: EventFilter,
  page: { cursor?: string | undefined; limit: number },
): Promise<Page<EventResource>> {
  const isScan = filter.text !== undefined || filter.runStatus !== undefined || filter.from !== undefined || filter.to !== undefined;
  const sliceSize = isScan ? Math.max(SLICE, page.limit + 1) : page.limit + 1;
  const slice = await sliceEvents(organizationId, db, filter, { ...page, limit: page.limit + 1, sliceSize });
  const rows = slice.rows.slice(0, page.limit);
  const runs = await runsOfEvents(organizationId, db, rows.map((row) => row.id));
  return { data: rows.map((row) => toEventResource(row, runs)), next: nextOf(slice, page.limit, sliceSize) };
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
    runs: runs.filter((run) => run.event_id === row.id).map(({ id, pipeline_id, status }) => ({ id, pipeline_id, status })),
  };
}
