import type { Caller } from "@/lib/audit/store";
import type { Database } from "@/lib/db";
import type { BatchJob } from "@/lib/durable/batch-job";
import { UserError } from "@/lib/errors";
import { deliveryFilterOf } from "@/lib/events/delivery-query";
import { announceChange } from "@/lib/live/announce-change";
import { findPipelineRow } from "@/lib/pipelines/store";
import type { ReplayFilter, ReplayJob } from "./replay-job-resource";
import { replayFilterSchema } from "./replay-job-resource";
import { endReplayJob, insertReplayJob, replayJobRows, replayNextBatch, replayRequested, type ReplayJobRow } from "./replay-job-store";


const batchRows = 200;
const listedMax = 20;

/** Asks for every delivery that fits now to be sent again, as it was rendered; a job does it, oldest first. */
export async function replayDeliveries(db: Database, caller: Caller, filter: ReplayFilter, wake: () => void): Promise<ReplayJob> {
  const { organizationId } = caller;
  const pipeline = filter.pipeline === undefined ? undefined : await findPipelineRow(organizationId, db.prisma, filter.pipeline);
  if (pipeline === null) throw new UserError("not_found", "There is no such pipeline");
  const asked: ReplayFilter = pipeline ? { ...filter, pipeline: pipeline.id } : filter;
  const choice = await choiceOf(db, organizationId, asked);
  if (!choice) throw new UserError("not_found", "There is no such pipeline");
  const id = await insertReplayJob(db, caller, asked, choice);
  wake();
  return getReplayJob(db, organizationId, id);
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
      const { isOver, replayed } = await replayNextBatch(db, organizationId, jobId, batchRows, (filter) => choiceOf(db, organizationId, filter));
      if (replayed > 0) wake();
      announceChange(organizationId, "deliveries");
      return isOver;
    },
    fail: ({ organizationId, jobId }, message) => endReplayJob(organizationId, db, jobId, "failed", message),
  };
}

async function choiceOf(db: Database, organizationId: string, { ids, ...query }: ReplayFilter) {
  const filter = await deliveryFilterOf(db, organizationId, query);
  return filter && { ...filter, ids };
}

function toReplayJob({ last_id: _, bound_id: __, created_at, finished_at, filter, ...row }: ReplayJobRow): ReplayJob {
  return { ...row, filter: replayFilterSchema.parse(filter), created_at: created_at.toISOString(), finished_at: finished_at?.toISOString() ?? null };
}
