import type pg from "pg";
import { claimedColumns } from "./claimed-job";
import type { ClaimedRow } from "./claimed-job";
import { isRolledBack } from "./lost-answer";
import type { Membership } from "./membership";
import type { Slots } from "./slots";
import type { WakeableLoop } from "./wakeable-loop";
import { createWakeableLoop } from "./wakeable-loop";

export type ClaimOptions = {
  pool: pg.Pool;
  membership: Membership;
  slots: Slots;
  /** Triggers this process has a function for. */
  known: string[];
  onError: (error: unknown) => void;
};

/**
 * The row lock on the executor keeps a reaper from striking it off while the claim is in flight (see claim_laned). It
 * is taken only when there is something to claim: a look that finds nothing must not write.
 */
const claimSql = `WITH due AS MATERIALIZED (
    SELECT id FROM engine.jobs
    WHERE state = 0 AND due <= now() AND trigger = ANY ($3) AND (lane IS NOT NULL OR trigger <> ALL ($4))
    ORDER BY due, id LIMIT $2 FOR UPDATE SKIP LOCKED
  ), alive AS MATERIALIZED (
    SELECT id FROM engine.executors WHERE id = $1 AND EXISTS (SELECT 1 FROM due) FOR KEY SHARE
  ), claimed AS (
    UPDATE engine.jobs j SET state = 1, owner = $1, claim = j.claim + 1, started_at = clock_timestamp()
    FROM due WHERE j.id = due.id AND (SELECT count(*) FROM alive) > 0
    RETURNING j.*, clock_timestamp() AS claimed_at
  )
  SELECT ${claimedColumns} FROM claimed ORDER BY id`;

const nextDueSql = `SELECT (extract(epoch FROM min(due) - clock_timestamp()) * 1000)::float8 AS wait_ms
  FROM engine.jobs WHERE state = 0 AND due > now()`;

const claimMax = 512;
const lookAheadEveryMs = 50;

/** Claims due jobs that belong to no lane, oldest due time first. `limited`: triggers that are claimed as lanes instead. */
export function createJobClaims(options: ClaimOptions & { limited: string[] }): WakeableLoop {
  const { pool, membership, slots, known, limited, onError } = options;
  let lookedAheadAt = -Infinity;

  async function lookAhead(): Promise<void> {
    const sinceMs = performance.now() - lookedAheadAt;
    if (sinceMs < lookAheadEveryMs) return loop.wakeIn(lookAheadEveryMs - sinceMs);
    lookedAheadAt = performance.now();
    const found = await pool.query<{ wait_ms: number | null }>({ name: "engine-next-due", text: nextDueSql });
    const waitMs = found.rows[0]?.wait_ms ?? null;
    if (waitMs !== null) loop.wakeIn(waitMs);
  }

  const loop = createWakeableLoop(async () => {
    const session = membership.session();
    const count = session ? slots.reserve(claimMax) : 0;
    if (!session || count === 0) return false;
    const rows = await claim(options, session, count, () =>
      pool.query<ClaimedRow>({ name: "engine-claim", text: claimSql, values: [session.id, count, known, limited] }),
    );
    if (rows === count) return true;
    await lookAhead();
    return false;
  }, onError);
  return loop;
}

/** Runs one claim's query and starts what it returned; answers how many that were. */
export async function claim(
  { slots, membership }: ClaimOptions,
  session: NonNullable<ReturnType<Membership["session"]>>,
  count: number,
  query: () => Promise<{ rows: ClaimedRow[] }>,
): Promise<number> {
  try {
    const { rows } = await query();
    slots.start(session, count, rows);
    return rows.length;
  } catch (error) {
    slots.start(session, count, []);
    // Without the server's own answer the claim may have been committed: jobs this session owns and does not know.
    if (!isRolledBack(error)) membership.abandon(session, "the answer to a claim was lost");
    throw error;
  }
}
