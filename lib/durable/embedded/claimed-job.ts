import type { Json, JobTicket } from "../contract";
import type { Session } from "./membership";

/** The columns every claim returns, in the claim's own statement. `claimed_at` becomes milliseconds since the epoch. */
export const claimedColumns =
  "id, trigger, data, claim, replay, failures, failed_step, lane, lane_ms, error, " +
  "(extract(epoch FROM claimed_at) * 1000)::float8 AS claimed_at";

export type ClaimedRow = {
  id: string;
  trigger: string;
  data: Json;
  claim: number;
  replay: boolean;
  failures: number;
  failed_step: string | null;
  lane: string | null;
  lane_ms: number | null;
  error: { name: string; message: string } | null;
  claimed_at: number;
};

/** A job that this process started without a claim: see JobReservation. */
export type HeldRow = ClaimedRow & { handover: unknown; weight: number };

/** A job this process runs, or ran until it was taken away. */
export type ClaimedJob = {
  id: string;
  trigger: string;
  data: Json;
  /** With the session's id the fencing token: whoever claims the job later has a higher one. */
  claim: number;
  isReplay: boolean;
  failures: number;
  failedStep: string | null;
  lane: string | null;
  /** Null in a laned job: the lane limits concurrency only. */
  laneMs: number | null;
  /** Set once the job has failed for good and only onFailure is left. */
  error: { name: string; message: string } | null;
  session: Session;
  /** Another process owns the job by now: nothing of this run may be recorded. */
  isLost: boolean;
  /** Checkpoints of it may be stored. */
  hasCheckpoints: boolean;
  /** Its end was committed by the handler's own statement. */
  isEnded: boolean;
  /** See HandlerInput. */
  handover: unknown;
  /** See ReservedJob. */
  weight: number;
  /** Kept by the slots: in which life of theirs the job fills places; null = in none. */
  slotLife: object | null;
  /** The database's clock, in milliseconds; machines' own clocks may disagree on whether a sleep is over. */
  databaseNow(): number;
};

export function toClaimedJob(row: ClaimedRow | HeldRow, session: Session): ClaimedJob {
  const receivedAt = performance.now();
  return {
    id: row.id,
    trigger: row.trigger,
    data: row.data,
    claim: row.claim,
    isReplay: row.replay,
    failures: row.failures,
    failedStep: row.failed_step,
    lane: row.lane,
    laneMs: row.lane_ms,
    error: row.error,
    session,
    isLost: false,
    hasCheckpoints: row.replay,
    isEnded: false,
    handover: "handover" in row ? row.handover : undefined,
    weight: "weight" in row ? row.weight : 1,
    slotLife: null,
    databaseNow: () => row.claimed_at + (performance.now() - receivedAt),
  };
}

/** Undefined where the end is more than a row's: it wakes a lane, or checkpoints go with it. */
export function ticketOf(job: ClaimedJob): JobTicket | undefined {
  if (job.lane !== null || job.hasCheckpoints) return undefined;
  return { jobId: job.id, owner: job.session.id, claim: job.claim, spend: () => void (job.isEnded = true) };
}

export function isAbandoned(job: ClaimedJob): boolean {
  return job.isLost || job.session.isOver;
}
