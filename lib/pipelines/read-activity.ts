import type { Database } from "@/lib/db";
import type { Activity, PipelineActivity } from "./activity-resource";
import { countByBucket, countNewestRuns, type CountRow, type NewestRuns, type Span } from "./activity-store";
import { getPipelineRow } from "./get-pipeline";
import { createRefreshingCache } from "@/lib/adapters/cache/refreshing-cache";
import { addDeliveries, noDeliveries, summarizeActivity } from "./summarize-activity";

export const activityWindows = { "1h": { spanMs: 3_600_000, bucketMs: 300_000 }, "24h": { spanMs: 86_400_000, bucketMs: 3_600_000 } } as const;
export type ActivityWindow = keyof typeof activityWindows;

/** The last 24 hours of several pipelines: the current hour and the 23 before it. */
export async function readActivities(db: Database, organizationId: string, pipelineIds: string[], nowMs = Date.now()): Promise<(pipelineId: string) => Activity> {
  const span = spanOf("24h", nowMs);
  const rows = pipelineIds.length === 0 ? [] : await countWindow(db, organizationId, pipelineIds, "24h", span);
  return (pipelineId) => summarizeActivity(rows.filter((row) => row.pipeline_id === pipelineId), span, activityWindows["24h"].bucketMs);
}

/** One pipeline's window with what each step and each destination did. Throws `not_found`. */
export async function readPipelineActivity(db: Database, organizationId: string, idOrSlug: string, window: ActivityWindow, nowMs = Date.now()): Promise<PipelineActivity> {
  const { id } = await getPipelineRow(db.prisma, organizationId, idOrSlug);
  const span = spanOf(window, nowMs);
  const [rows, newest] = await Promise.all([
    countWindow(db, organizationId, [id], window, span),
    newestRuns.get(`${organizationId} ${id} ${window}`, () => countNewestRuns(organizationId, db, id, span.fromMs, newestRunsMax)),
  ]);
  return {
    ...summarizeActivity(rows, span, activityWindows[window].bucketMs),
    window,
    counted_since: new Date(newest.isCut && newest.oldestAtMs !== null ? newest.oldestAtMs : span.fromMs).toISOString(),
    steps: newest.steps.map(({ step_id, seen, dropped, failed, p50_ms }) => ({ step_id, in: seen, dropped, failed, p50_ms })),
    destinations: destinationCounts(newest),
  };
}

const newestRunsMax = 10_000;
const newestRuns = createRefreshingCache<NewestRuns>({ freshMs: 1500, staleMs: 1500, entriesMax: 500 });
const currentCounts = createRefreshingCache<CountRow[]>({ freshMs: 1500, staleMs: 1500, entriesMax: 500 });
/** What lies behind changes only by late retries and replays. */
const closedCounts = createRefreshingCache<{ toMs: number; rows: CountRow[] }>({ freshMs: 60_000, staleMs: 15 * 60_000, entriesMax: 500 });

/** Counts what is over apart from what is going on: a day of a busy install is a million rows. */
async function countWindow(db: Database, organizationId: string, pipelineIds: string[], window: ActivityWindow, span: Span): Promise<CountRow[]> {
  const { bucketMs } = activityWindows[window];
  const key = `${organizationId} ${window} ${pipelineIds.toSorted().join(" ")}`;
  const closed = await closedCounts.get(key, async () => {
    const toMs = span.toMs - bucketMs;
    return { toMs, rows: await countByBucket(organizationId, db, pipelineIds, { fromMs: span.fromMs, toMs }, bucketMs) };
  });
  // From where the closed ones end: as they may be old, that can be more than one bucket.
  const current = await currentCounts.get(`${key} ${closed.toMs} ${span.toMs}`, () => countByBucket(organizationId, db, pipelineIds, { fromMs: closed.toMs, toMs: span.toMs }, bucketMs));
  return [...closed.rows, ...current];
}

/** Whole buckets, the one that is going on the last. */
function spanOf(window: ActivityWindow, nowMs: number): Span {
  const { spanMs, bucketMs } = activityWindows[window];
  const toMs = (Math.floor(nowMs / bucketMs) + 1) * bucketMs;
  return { fromMs: toMs - spanMs, toMs };
}

function destinationCounts({ destinations }: NewestRuns): PipelineActivity["destinations"] {
  const byId = new Map<string, Activity["deliveries"]>();
  for (const { destination_id, status, count } of destinations) {
    const counts = byId.get(destination_id) ?? noDeliveries();
    addDeliveries(counts, status, count);
    byId.set(destination_id, counts);
  }
  return [...byId].map(([destination_id, counts]) => ({ destination_id, ...counts }));
}
