import type pg from "pg";
import { RetryAfter } from "@/lib/durable/contract";

/** One pace that all processes share: `burst` sends may follow each other at once, then one every `intervalMs`. */
export type Gate = { key: string; intervalMs: number; burst: number };

/** How long a send may wait for its moment with its slot held; a longer wait goes back to the queue. */
const heldWaitMaxMs = 2000;

/** As `reserveSend`, for a job of the engine's: answers how long to wait, and gives its slot back for longer waits. */
export async function takeTurn(pool: pg.Pool, gates: Gate[]): Promise<number> {
  const turn = await reserveSend(pool, gates, heldWaitMaxMs);
  if ("retryMs" in turn) throw new RetryAfter("waiting for the pace of its channel or account", turn.retryMs, false);
  return turn.waitMs;
}

/**
 * Takes the next free moment of every gate at once, on the database's clock. `waitMs` is how long to wait before
 * sending. A longer wait than `waitMaxMs` is denied and takes nothing: come back after `retryMs`.
 */
export async function reserveSend(pool: pg.Pool, gates: Gate[], waitMaxMs: number): Promise<{ waitMs: number } | { retryMs: number }> {
  if (gates.length === 0) return { waitMs: 0 };
  const { rows } = await pool.query<{ wait_ms: number | null; denied_ms: number | null }>({
    name: "reserve-send",
    text: "SELECT wait_ms, denied_ms FROM reserve_send($1::text[], $2::float8[], $3::float8[], $4)",
    values: [gates.map((gate) => gate.key), gates.map((gate) => gate.intervalMs), gates.map((gate) => gate.intervalMs * gate.burst), waitMaxMs],
  });
  const row = rows[0];
  if (!row) throw new Error("reserve_send answered no row");
  return row.denied_ms === null ? { waitMs: row.wait_ms ?? 0 } : { retryMs: Math.max(1, Math.ceil(row.denied_ms)) };
}
