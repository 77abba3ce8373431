import type { Pool } from "pg";
import type { JobReservation, ReservedJob } from "@/lib/durable/contract";
import type { AcceptedRun, AcceptedRunsData } from "@/lib/runs/execute-accepted-runs";
import type { RunRow } from "@/lib/runs/load-run";
import { acceptedRunsTrigger, runTrigger } from "@/lib/runs/run-trigger";
import { storeCalls, type StoredCall, type StoredEvent, type StoredRun, type StoreResult } from "./store";

export type RunStarter = {
  /** Called after each commit that enqueued runs for whoever is free. */
  wake: () => void;
  /** Places in this process for runs about to be stored; null = they wait to be claimed. */
  reserve?: (most: number) => JobReservation | null;
};

/**
 * Runs for which this process has a place start here, the others are left to whoever claims them. They start a turn of the
 * event loop later: the answers go out first, so that callers and database have work while the runs compute.
 */
export async function storeAndStart(calls: StoredCall[], pool: Pool, { wake, reserve }: RunStarter): Promise<StoreResult> {
  const runs: StoredRun[] = [];
  for (const { events } of calls) for (const event of events) for (const run of event.runs) runs.push(run);
  const reservation = runs.length > 0 ? (reserve?.(runs.length) ?? null) : null;
  const heldCount = reservation?.count ?? 0;
  for (let place = 0; place < heldCount; place++) {
    const run = runs[place];
    if (run) run.start = run.sendable ? "together" : "held";
  }
  let result: StoreResult;
  try {
    result = await storeCalls(calls, pool, reservation?.owner ?? null);
  } catch (error) {
    reservation?.cancel(error);
    throw error;
  }
  if (reservation) setImmediate(() => reservation.start(heldJobs(calls, result), result.storedAtMs));
  if (runs.length > heldCount) wake();
  return result;
}

function heldJobs(calls: StoredCall[], { jobs, together, storedAtMs }: StoreResult): ReservedJob[] {
  const storedAt = new Date(storedAtMs);
  const held: ReservedJob[] = [];
  const accepted: AcceptedRun[] = [];
  for (const call of calls) {
    for (const event of call.events) {
      for (const run of event.runs) {
        if (run.sendable && together?.runIds.has(run.id)) {
          accepted.push({ row: toRunRow(run, event, call, storedAt), sendable: run.sendable });
          continue;
        }
        const jobId = jobs.get(run.id);
        if (jobId === undefined) continue;
        const handover = toRunRow(run, event, call, storedAt);
        held.push({ id: jobId, trigger: runTrigger, data: { organizationId: call.organizationId, runId: run.id }, handover });
      }
    }
  }
  if (together) {
    const data: AcceptedRunsData = { runs: accepted.map(({ row }) => [row.organization_id, row.id]) };
    held.push({ id: together.jobId, trigger: acceptedRunsTrigger, data, handover: accepted, weight: accepted.length });
  }
  return held;
}

function toRunRow(run: StoredRun, { id, event }: StoredEvent, { organizationId, source }: StoredCall, storedAt: Date): RunRow {
  return {
    id: run.id,
    organization_id: organizationId,
    pipeline_id: run.pipelineId,
    pipeline_version_id: run.versionId,
    status: "queued",
    only_destination: null,
    created_at: storedAt,
    event_id: id,
    type: event.type,
    payload: event.payload,
    idempotency_key: event.idempotencyKey,
    traceparent: event.traceparent,
    received_at: storedAt,
    occurred_at: event.occurredAtMs === null ? storedAt : new Date(event.occurredAtMs),
    source: source.slug,
  };
}
