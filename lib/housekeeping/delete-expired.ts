import type pg from "pg";

/** Deletes one batch: the statement is the transaction, so that no lock is held for long. */
export type Deletion = (client: pg.PoolClient) => Promise<{ hasMore: boolean }>;

const batchRows = 1_000;

// SKIP LOCKED: a row that is being renewed right now is not in the way, and the lock re-reads what was renewed before.
const statements = [
  expired("idempotency_keys", "expires_at <= now()"),
  expired("cache_entries", "expires_at <= now()"),
  expired("message_groups", "expires_at <= now()"),
  // A run that is not over may come back late for the place it has: without it, it would count once more.
  expired("step_places", "expires_at <= now() AND NOT EXISTS (SELECT 1 FROM runs WHERE runs.id = split_part(ticket, '/', 1) AND runs.finished_at IS NULL)"),
  expired("oauth_states", "expires_at <= now()"),
  expired("setup_tokens", "expires_at <= now()"),
  expired("sign_in_limits", "empty_at <= now()"),
  expired("rate_limits", "empty_at <= now()"),
  expired("send_gates", "free_at < now() - interval '1 day'"),
];

/** What says itself when it has run its time, a table each. */
export const deleteExpired: Deletion[] = statements.map((text) => async (client) => {
  const { rowCount } = await client.query(text, [batchRows]);
  return { hasMore: rowCount === batchRows };
});

function expired(table: string, condition: string): string {
  // As an array the ids make a scan by row id; as a subquery they would make a join over the whole table.
  return `DELETE FROM ${table} WHERE ctid = ANY (ARRAY(SELECT ctid FROM ${table} WHERE ${condition} LIMIT $1 FOR UPDATE SKIP LOCKED))`;
}
