import type pg from "pg";

/**
 * A connection that breaks must not end the process, be it idle or, in a transaction, in somebody's hands: who uses it
 * learns of it from the statement that fails, and the next one opens another.
 */
export function surviveLostConnections(pool: pg.Pool): void {
  pool.on("error", () => {});
  // The pool listens to its idle clients alone.
  pool.on("connect", (client) => client.on("error", () => {}));
}
