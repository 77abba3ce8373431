import type { Database } from "@/lib/db";
import type { Page } from "@/lib/http/paging";
import type { RunSummary } from "./event-resource";
import { sliceRuns, type RunFilter } from "./run-list-store";
import { walk } from "./walk";

/** A pipeline's runs, newest first; with a status or times a page may be short and still name a next one. */
export async function listRuns(
  db: Database,
  organizationId: string,
  filter: RunFilter,
  page: { cursor?: string | undefined; limit: number },
): Promise<Page<RunSummary> & { scanned: number }> {
  const { rows, next, scanned } = await walk(page, (order) => sliceRuns(organizationId, db, filter, order));
  const data = rows.map(({ created_at, started_at, finished_at, deliveries, ...rest }) => ({
    ...rest,
    created_at: created_at.toISOString(),
    started_at: started_at?.toISOString() ?? null,
    finished_at: finished_at?.toISOString() ?? null,
    deliveries: deliveries ?? {},
  }));
  return { data, next, scanned };
}
