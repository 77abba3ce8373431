import type { Database } from "@/lib/db";
import type { Json } from "@/lib/durable/contract";
import { firstIdAt } from "@/lib/ids";

export type EventTypeRow = { type: string; count: number; last_seen_at: Date };

/** Types one call looks at, and events it counts of each: both bound the work, whatever an app sends. */
const typesMax = 1000;
const countMax = 1000;
const countedMs = 30 * 24 * 3_600_000;

/**
 * The types that events have, the one seen last first. Postgres has no skip scan for `distinct`, so the recursion jumps
 * from type to type in the index (organization, type, id), one descent each, however many events there are.
 */
export async function recentEventTypes(organizationId: string, db: Database, text: string, limit: number): Promise<EventTypeRow[]> {
  const { rows } = await db.pool.query<EventTypeRow>(
    `with recursive known(type, place) as (
       (select type, 1 from events where organization_id = $1 order by type limit 1)
       union all
       select next.type, known.place + 1 from known cross join lateral (
         select type from events where organization_id = $1 and type > known.type order by type limit 1
       ) next where known.place < ${typesMax}
     ), seen as (
       select known.type, newest.id, newest.received_at from known cross join lateral (
         select id, received_at from events where organization_id = $1 and type = known.type order by id desc limit 1
       ) newest where known.type ilike $2 order by newest.id desc limit $3
     )
     select seen.type, seen.received_at as last_seen_at, (
       select count(*)::int from (
         select 1 from events where organization_id = $1 and type = seen.type and id >= $4 limit ${countMax}
       ) counted
     ) as count from seen order by seen.id desc`,
    [organizationId, `%${text.replaceAll(/[\\%_]/g, "\\$&")}%`, limit, firstIdAt("event", Date.now() - countedMs)],
  );
  return rows;
}

const sampledEvents = 50;
const sampledBytesMax = 2 * 1024 * 1024;

/** Payloads of the newest events of a type, as many as fit into a bounded number of bytes, at least one. */
export async function recentPayloads(organizationId: string, db: Database, type: string): Promise<Json[]> {
  const { rows } = await db.pool.query<{ payload: Json }>(
    `with newest as (
       select id, sum(pg_column_size(payload)) over (order by id desc) as bytes, row_number() over (order by id desc) as place
       from (select id, payload from events where organization_id = $1 and type = $2 order by id desc limit ${sampledEvents}) e
     )
     select events.payload from newest join events using (id) where place = 1 or bytes <= ${sampledBytesMax} order by id desc`,
    [organizationId, type],
  );
  return rows.map(({ payload }) => payload);
}

/** The newest declaration of a type: JSON Schema of its payload. */
export async function findDeclaration(organizationId: string, db: Database, type: string): Promise<Json | undefined> {
  const { rows } = await db.pool.query<{ definition: Json }>(
    "select definition from event_schemas where organization_id = $1 and event_type = $2 order by version desc limit 1",
    [organizationId, type],
  );
  return rows[0]?.definition;
}
