import type { Pool } from "pg";
import type { RateLimit } from "./rate-limit";

export type PlacesAsked = { id: string; limit: RateLimit; count: number };
export type PlacesTaken = { granted: number; retryAfterMs: number };

// GCRA: `empty_at` is when every place is free again, and each place taken moves it by 1/rate. Rows are locked in the
// ids' order, so that two processes can't deadlock; an UPDATE that waited sees the newest row. The time is read once the
// row is locked: now() is that of before the wait, at which the last place is not yet free.
const freeSql = "floor((a.burst * a.every_ms - extract(epoch FROM greatest(l.empty_at - t.at, interval '0')) * 1000) / a.every_ms + 1e-6)";
const grantedSql = `greatest(0, least(a.count, ${freeSql}))::int`;
const takeSql = `
WITH asked AS (
  SELECT * FROM unnest($1::text[], $2::int[], $3::float8[], $4::int[]) AS a (key, count, every_ms, burst)
), locked AS MATERIALIZED (
  SELECT key FROM rate_limits WHERE key = ANY ($1::text[]) ORDER BY key FOR UPDATE
), timed AS MATERIALIZED (
  SELECT key, clock_timestamp() AS at FROM locked
)
UPDATE rate_limits l SET granted = ${grantedSql}, empty_at = greatest(l.empty_at, t.at) + ${grantedSql} * a.every_ms * interval '1 ms'
FROM asked a JOIN timed t ON t.key = a.key WHERE l.key = a.key
RETURNING l.key, l.granted, (extract(epoch FROM l.empty_at - t.at) * 1000 - (a.burst - 1) * a.every_ms)::float8 AS retry_ms`;

/** By id. One entry an id. */
export async function takePlaces(asked: PlacesAsked[], pool: Pool): Promise<Map<string, PlacesTaken>> {
  const taken = new Map<string, PlacesTaken>();
  // Twice at most: a row that is missing, because it is new or was cleaned away, is made between.
  for (let left = asked; left.length > 0; left = left.filter(({ id }) => !taken.has(id))) {
    const { rows } = await pool.query<{ key: string; granted: number; retry_ms: number }>({ name: "take_places", text: takeSql, values: columns(left) });
    for (const { key, granted, retry_ms } of rows) taken.set(key, { granted, retryAfterMs: Math.max(1, Math.ceil(retry_ms)) });
    const missing = left.filter(({ id }) => !taken.has(id)).map(({ id }) => id);
    if (missing.length === 0) break;
    await pool.query({
      name: "make_rate_limits",
      text: "INSERT INTO rate_limits (key, empty_at) SELECT key, now() FROM unnest($1::text[]) AS m (key) ORDER BY key ON CONFLICT DO NOTHING",
      values: [missing],
    });
  }
  return taken;
}

export async function returnPlaces(returned: PlacesAsked[], pool: Pool): Promise<void> {
  await pool.query({
    name: "return_places",
    text: `WITH locked AS MATERIALIZED (SELECT key FROM rate_limits WHERE key = ANY ($1::text[]) ORDER BY key FOR UPDATE)
      UPDATE rate_limits l SET empty_at = l.empty_at - r.count * r.every_ms * interval '1 ms'
      FROM unnest($1::text[], $2::int[], $3::float8[], $4::int[]) AS r (key, count, every_ms, burst)
      WHERE l.key = r.key AND r.key IN (SELECT key FROM locked)`,
    values: columns(returned),
  });
}

function columns(places: PlacesAsked[]): unknown[] {
  return [
    places.map(({ id }) => id), places.map(({ count }) => count),
    places.map(({ limit }) => 1000 / limit.perSecond), places.map(({ limit }) => limit.burst),
  ];
}
