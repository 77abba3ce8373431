import type { Caller } from "@/lib/audit/store";
import type { Database } from "@/lib/db";
import type { BatchJob } from "@/lib/durable/batch-job";
import { UserError } from "@/lib/errors";
import { deliveryFilterOf } from "@/lib/events/delivery-query";
import { announceChange } from "@/lib/live/announce-change";
import { findPipelineRow } from "@/lib/pipelines/store";
import { replayNextBatch } from "./replay-batch-store";
import type { ReplayCount, ReplayFilter, ReplayJob, ReplayRequest } from "./replay-job-resource";
import { replayFilterSchema } from "./replay-job-resource";
import { countReplay, endReplayJob, insertReplayJob, replayJobRows, replayRequested, type ReplayJobRow } from "./replay-job-store";
import type { ReplayScope } from "./replay-scope";

const listedMax = 20;

/** Asks for every delivery that fits now to be sent again, the way that was chosen; a job does it, oldest first. */
export async function replayDeliveries(db: Database, caller: Caller, request: ReplayRequest, wake: () => void): Promise<ReplayJob> {
  const { organizationId } = caller;
  const filter = await byPipelineId(db, organizationId, request.filter);
  const id = await insertReplayJob(db, caller, { ...request, filter }, await scopeOrThrow(db, organizationId, filter));
  wake();
  return getReplayJob(db, organizationId, id);
}

/** How many a replay would take now. Throws `not_found` for a pipeline that is not there. */
export async function countDeliveriesToReplay(db: Database, organizationId: string, filter: ReplayFilter): Promise<ReplayCount> {
  return countReplay(organizationId, db, await scopeOrThrow(db, organizationId, filter));
}

/** Throws `not_found`, for another organization's as well. */
export async function getReplayJob(db: Database, organizationId: string, id: string): Promise<ReplayJob> {
  const [row] = await replayJobRows(organizationId, db, { id });
  if (!row) throw new UserError("not_found", "There is no such replay");
  return toReplayJob(row);
}

/** The newest 20. */
export async function listReplayJobs(db: Database, organizationId: string): Promise<ReplayJob[]> {
  return (await replayJobRows(organizationId, db, { newest: listedMax })).map(toReplayJob);
}

/** What was already put back into its queue is sent; the rest stays as it is. */
export async function cancelReplayJob(db: Database, organizationId: string, id: string): Promise<ReplayJob> {
  await endReplayJob(organizationId, db, id, "cancelled", null);
  return getReplayJob(db, organizationId, id);
}

/** Sends what a replay chose, batch by batch, oldest first. */
export function replayJobs(db: Database, wake: () => void): BatchJob {
  return {
    id: "replay-deliveries",
    trigger: replayRequested,
    async batch({ organizationId, jobId }) {
      const { replayed, ...outcome } = await replayNextBatch(db, organizationId, jobId, (filter) => scopeOf(db, organizationId, filter));
      if (replayed > 0) wake();
      announceChange(organizationId, "deliveries");
      return outcome;
    },
    fail: ({ organizationId, jobId }, message) => endReplayJob(organizationId, db, jobId, "failed", message),
  };
}

async function byPipelineId(db: Database, organizationId: string, filter: ReplayFilter): Promise<ReplayFilter> {
  if (filter.pipeline === undefined) return filter;
  const pipeline = await findPipelineRow(organizationId, db.prisma, filter.pipeline);
  if (!pipeline) throw new UserError("not_found", "There is no such pipeline");
  return { ...filter, pipeline: pipeline.id };
}

async function scopeOrThrow(db: Database, organizationId: string, filter: ReplayFilter): Promise<ReplayScope> {
  const scope = await scopeOf(db, organizationId, filter);
  if (!scope) throw new UserError("not_found", "There is no such pipeline");
  return scope;
}

async function scopeOf(db: Database, organizationId: string, { ids, ...query }: ReplayFilter): Promise<ReplayScope | null> {
  const filter = await deliveryFilterOf(db, organizationId, query);
  return filter && { ...filter, ids };
}

function toReplayJob(row: ReplayJobRow): ReplayJob {
  const { id, status, version, rate, total, replayed, skipped, reason } = row;
  return {
    id, status, version, rate, total, replayed, skipped, reason,
    from: row.send_from,
    filter: replayFilterSchema.parse(row.filter),
    skipped_for: Object.entries(row.skips).map(([reason, count]) => ({ reason, count })),
    created_at: row.created_at.toISOString(),
    finished_at: row.finished_at?.toISOString() ?? null,
  };
}
