import type { DurableFunction } from "../contract";
import { claim } from "./claim-jobs";
import type { ClaimOptions } from "./claim-jobs";
import { claimedColumns } from "./claimed-job";
import type { ClaimedRow } from "./claimed-job";
import { createWakeableLoop } from "./wakeable-loop";
import type { WakeableLoop } from "./wakeable-loop";

const claimSql = `SELECT ${claimedColumns} FROM engine.claim_laned($1, $2, $3) ORDER BY id`;

const nextSql = `SELECT (extract(epoch FROM least(
    (SELECT min(next_at) FROM engine.lanes WHERE active),
    (SELECT min(due) FROM engine.jobs WHERE state = 6)
  ) - clock_timestamp()) * 1000)::float8 AS wait_ms`;

/** A function's `concurrency` as a lane of each key: limited, and without a pace (lane_ms stays null). */
const groupSql = `WITH due AS MATERIALIZED (
    SELECT id FROM engine.jobs WHERE state = 0 AND due <= now() AND lane IS NULL AND trigger = $1
    ORDER BY due, id LIMIT 1000 FOR UPDATE SKIP LOCKED
  )
  UPDATE engine.jobs j SET state = 4, lane_max = $4,
    lane = left('concurrency:' || $2 || ':' || coalesce(j.data #>> $3::text[], ''), 1000)
  FROM due WHERE j.id = due.id`;

const claimMax = 256;
/** What another process holds locked is looked at again after this. */
const contendedPauseMs = 5;

/** Admits laned jobs and starts the head of every lane whose time has come. A path of its own: paced work waits here. */
export function createLaneClaims(options: ClaimOptions & { limited: DurableFunction[] }): WakeableLoop {
  const { pool, membership, slots, known, limited, onError } = options;

  const loop = createWakeableLoop(async () => {
    const session = membership.session();
    if (!session) return false;
    for (const fn of limited) {
      const path = fn.concurrency?.keyPath?.split(".") ?? ["concurrency:none"];
      const values = [fn.trigger, fn.id, path, fn.concurrency?.limit ?? null];
      await pool.query({ name: "engine-group", text: groupSql, values });
    }
    const count = slots.reserve(claimMax);
    if (count === 0) return false;
    const rows = await claim(options, session, count, () =>
      pool.query<ClaimedRow>({ name: "engine-claim-laned", text: claimSql, values: [session.id, count, known] }),
    );
    if (rows > 0) return true;
    const next = await pool.query<{ wait_ms: number | null }>({ name: "engine-next-lane", text: nextSql });
    const waitMs = next.rows[0]?.wait_ms ?? null;
    if (waitMs !== null) loop.wakeIn(Math.max(waitMs, contendedPauseMs));
    return false;
  }, onError);
  return loop;
}
