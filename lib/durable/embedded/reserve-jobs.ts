import type { JobReservation, ReservedJob, ReserveOptions } from "../contract";
import type { HeldRow } from "./claimed-job";
import { isRolledBack } from "./lost-answer";
import type { Membership } from "./membership";
import type { Slots } from "./slots";

/** See JobReservation. Null without a session or a free slot. */
export function reserveJobs(most: number, { isUnderWay = false }: ReserveOptions, membership: Membership, slots: Slots): JobReservation | null {
  const session = membership.session();
  const count = session ? slots.reserveForNew(most, isUnderWay) : 0;
  if (!session || count === 0) return null;
  return {
    owner: session.id,
    count,
    start: (jobs, databaseNowMs) => slots.start(session, count, jobs.map((job) => toRow(job, databaseNowMs))),
    cancel(error) {
      slots.start(session, count, []);
      if (!isRolledBack(error)) membership.abandon(session, "the answer to a statement that starts jobs was lost");
    },
  };
}

/** As the inserting statement wrote it. */
function toRow({ id, trigger, data, handover, weight = 1 }: ReservedJob, claimed_at: number): HeldRow {
  return { id, trigger, data, handover, weight, claim: 1, replay: false, failures: 0, failed_step: null, lane: null, lane_ms: null, error: null, claimed_at };
}
