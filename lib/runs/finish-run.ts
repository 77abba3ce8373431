import type pg from "pg";
import type { JobReservation, JobTicket, ReservedJob, ReserveOptions } from "@/lib/durable/contract";
import { createBatchWriter } from "@/lib/adapters/postgres/batch-writer";
import { historyBatching } from "@/lib/adapters/postgres/history-pool";
import { rowsParameters } from "@/lib/adapters/postgres/rows-parameter";
import type { BegunFirstAttempt } from "@/lib/deliveries/begin-attempt";
import { deliveryTrigger, type DeliveryJobData } from "@/lib/deliveries/delivery-trigger";
import { countFinishedRuns, observeDelivery } from "@/lib/health/work-metrics";
import { announceChange } from "@/lib/live/announce-change";
import { toEndRow, toRunRows, type RunRows } from "./finish-run-rows";
import { deliveryColumnsOf, finishRunSql, runColumns, type FinishOptions } from "./finish-run-sql";
import { firstAttemptOf, type DeliveryRow, type RunResult } from "./run-result";

export type FinishRun = (result: RunResult, options?: {
  /** With it the run's job ends in the same commit. */
  ticket?: JobTicket | undefined;
  /** Nothing of the run can have been written before. */
  isFirstPass?: boolean;
}) => Promise<void>;

export type RunWriter = {
  /** Writes how a run stands: its status, its step runs, its deliveries and their jobs. */
  finishRun: FinishRun;
  /** Ends a job whose runs are all written. */
  endJob(ticket: JobTicket): Promise<void>;
};

export type FinishRunEngine = {
  /** Jobs were committed that somebody has to claim. */
  wake(jobs: "any" | "unlaned"): void;
  /** Places in this process for deliveries about to be stored, whose first attempt then begins in that commit. */
  reserve(most: number, options?: ReserveOptions): JobReservation | null;
};

/**
 * All of it in commits that concurrent calls share. Safe to repeat: a run that is over is left alone, and rows that exist
 * are not written again.
 */
export function createRunWriter(pool: pg.Pool, engine: FinishRunEngine): RunWriter {
  const writer = createBatchWriter<WrittenRun, void>({
    itemsMax: 200,
    ...historyBatching,
    flush: async (runs) => {
      await flush(pool, engine, runs);
      return runs.map(() => undefined);
    },
  });
  return {
    async finishRun(result, { ticket, isFirstPass = false } = {}) {
      const { run, deliveries } = toRunRows(result, ticket);
      await writer.write({ run, deliveries, result, isFirstPass });
      ticket?.spend();
      announceChange(result.organizationId, "runs", "deliveries");
    },
    async endJob(ticket) {
      await writer.write({ run: toEndRow(ticket), deliveries: [], result: null, isFirstPass: true });
      ticket.spend();
    },
  };
}

/** Without a result only a job ends. */
type WrittenRun = RunRows & { result: RunResult | null; isFirstPass: boolean };

type FlushRow = {
  over: { kind: string | null; status: string; n: number }[] | null;
  /** Jobs of deliveries whose first attempt began: key and id. */
  begun: [string, string][] | null;
  /** Deliveries that could begin, and the revision of their connection. */
  revisions: [string, number][] | null;
  now_ms: number;
};

async function flush(pool: pg.Pool, engine: FinishRunEngine, written: WrittenRun[]): Promise<void> {
  const results = written.flatMap(({ result }) => result ?? []);
  const planned = results.flatMap(({ deliveries }) => deliveries);
  const pending = planned.filter(({ status }) => status === "pending");
  const underWay = pending.filter(({ attempt }) => attempt !== null && attempt !== "interrupted").length;
  const startable = pending.filter(canBeginAtOnce).length;
  const reservation = engine.reserve(underWay + startable, { isUnderWay: underWay > 0 });
  const options: FinishOptions = {
    gathers: pending.some(({ digest }) => digest !== null),
    hasEarly: planned.some(({ attempt }) => attempt !== null),
    hasPending: pending.length > 0,
    hasFailed: results.some(isFailure),
    mayHaveWaited: written.some(({ isFirstPass }) => !isFirstPass),
  };
  let row: FlushRow | undefined;
  try {
    const answer = await pool.query<FlushRow>(finishQuery(options, written, reservation?.owner ?? null, reservation ? reservation.count - underWay : 0));
    row = answer.rows[0];
  } catch (error) {
    reservation?.cancel(error);
    throw error;
  }
  reservation?.start(begunJobs(results, row?.begun ?? [], row?.revisions ?? []), row?.now_ms ?? 0);
  countFinishedRuns(row?.over ?? []);
  for (const { deliveries, eventId } of results) {
    for (const { status, kind } of deliveries) if (status === "delivered") observeDelivery(kind, eventId);
  }
  if (pending.length > (row?.begun?.length ?? 0)) engine.wake(pending.some(({ lane }) => lane !== null) ? "any" : "unlaned");
  else if (results.some(isFailure)) engine.wake("unlaned");
}

/** Somebody may have to be told at once. */
function isFailure({ status, deliveries }: RunResult): boolean {
  return status === "failed" || deliveries.some((delivery) => delivery.status === "dead");
}

/** What no lane orders and no gate paces is sent as soon as it is stored. */
function canBeginAtOnce({ lane, gates, notBeforeMs, attempt }: DeliveryRow): boolean {
  return lane === null && gates.length === 0 && notBeforeMs === null && attempt === null;
}

function begunJobs(results: RunResult[], begun: [string, string][], revisions: [string, number][]): ReservedJob[] {
  if (begun.length === 0) return [];
  const jobs = new Map(begun);
  const revisionOf = new Map(revisions);
  return results.flatMap((result) =>
    result.deliveries.flatMap((delivery) => {
      const { attempt, id, kind } = delivery;
      const early = attempt === "interrupted" ? null : attempt;
      const jobId = jobs.get(`${id}:0`);
      const connectionRevision = early?.connectionRevision ?? revisionOf.get(id);
      if (jobId === undefined || connectionRevision === undefined) return [];
      const handover: BegunFirstAttempt = { attempt: firstAttemptOf(result, delivery, connectionRevision), result: early?.result ?? null };
      const data: DeliveryJobData = { organizationId: result.organizationId, deliveryId: id, sequence: 0, lane: null, gates: [] };
      return [{ id: jobId, trigger: deliveryTrigger(kind), data, handover }];
    }),
  );
}

function finishQuery(options: FinishOptions, written: WrittenRun[], owner: number | null, startMost: number): pg.QueryConfig {
  const name = `finish-run-${Object.values(options).map(Number).join("")}`;
  const text = statements.get(name) ?? finishRunSql(options);
  statements.set(name, text);
  const runs = rowsParameters(runColumns, written.map(({ run }) => run));
  const deliveries = rowsParameters(deliveryColumnsOf(options), written.flatMap((one) => one.deliveries));
  return { name, text, values: [...runs, ...deliveries, ...(options.hasPending ? [owner, startMost] : [])] };
}

const statements = new Map<string, string>();
