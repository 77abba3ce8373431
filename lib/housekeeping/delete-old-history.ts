import { idPrefixes, type IdKind } from "@/lib/ids";
import type { Deletion } from "./delete-expired";

const batchRows = 1_000;

/** Deletes what was received before then, oldest first. Each walks on from where its last batch ended. */
export function deleteOldHistory(beforeMs: number): Deletion[] {
  let lastEvent = "";
  return [
    async (client) => {
      const { rows } = await client.query<{ seen: number; last: string | null }>(eventsSql, [lastEvent, firstIdAt("event", beforeMs), batchRows]);
      lastEvent = rows[0]?.last ?? lastEvent;
      return { hasMore: rows[0]?.seen === batchRows };
    },
    async (client) => {
      const { rowCount } = await client.query(rejectionsSql, [firstIdAt("rejection", beforeMs), batchRows]);
      return { hasMore: rowCount === batchRows };
    },
  ];
}

const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/** No id of that millisecond or a later one sorts before it: the primary key then serves as the index by time. */
export function firstIdAt(kind: IdKind, ms: number): string {
  let time = "";
  for (let i = 0, left = ms; i < 10; i++, left = Math.floor(left / 32)) time = alphabet.charAt(left % 32) + time;
  return `${idPrefixes[kind]}_${time}`;
}

const rejectionsSql = "DELETE FROM rejections WHERE id = ANY (ARRAY(SELECT id FROM rejections WHERE id < $1 ORDER BY id LIMIT $2))";

// An event goes with everything that became of it, in one commit, once nothing of it is left to do: what still runs or
// is held for a person keeps it. Ids as arrays make index scans whatever the planner thinks of the row counts.
const eventsSql = `
WITH old AS MATERIALIZED (SELECT id FROM events WHERE id > $1 AND id < $2 ORDER BY id LIMIT $3),
settled AS MATERIALIZED (
  SELECT id FROM old WHERE NOT EXISTS (
    SELECT 1 FROM runs r WHERE r.event_id = old.id AND (
      r.status NOT IN ('succeeded', 'filtered', 'failed')
      OR EXISTS (SELECT 1 FROM deliveries d WHERE d.run_id = r.id AND d.status NOT IN ('delivered', 'skipped', 'dead'))))
),
gone_runs AS (DELETE FROM runs WHERE event_id = ANY (ARRAY(SELECT id FROM settled)) RETURNING id),
gone_steps AS (DELETE FROM run_steps WHERE run_id = ANY (ARRAY(SELECT id FROM gone_runs))),
gone_deliveries AS (
  DELETE FROM deliveries WHERE run_id = ANY (ARRAY(SELECT id FROM gone_runs)) AND status IN ('delivered', 'skipped', 'dead') RETURNING id
),
gone_digests AS (DELETE FROM digests WHERE carrier_id = ANY (ARRAY(SELECT id FROM gone_deliveries))),
-- Later events of a digest may stay for a while: theirs are then sent again by themselves.
left_alone AS (
  UPDATE deliveries SET carried_by = NULL WHERE carried_by = ANY (ARRAY(SELECT id FROM gone_deliveries)) AND run_id <> ALL (ARRAY(SELECT id FROM gone_runs))
),
gone_attempts AS (DELETE FROM attempts WHERE delivery_id = ANY (ARRAY(SELECT id FROM gone_deliveries))),
gone_events AS (DELETE FROM events WHERE id = ANY (ARRAY(SELECT id FROM settled)))
SELECT count(*)::int AS seen, max(id) AS last FROM old`;
