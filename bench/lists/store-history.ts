import type { Database } from "../../lib/db";
import { createPipeline, createTenant } from "../../lib/ingest/testing/tenant";
import { newId } from "../../lib/ids";

export type StoredHistory = { organizationId: string; sourceId: string; rareSourceId: string; pipelineId: string; middleId: string };

/** A day of events, spread evenly, each with a run and most with a delivery; one in 5,000 failed, one in 1,000 is dead. */
export async function storeHistory(db: Database, count: number): Promise<StoredHistory> {
  const { organizationId, sourceId } = await createTenant(db);
  const rareSourceId = newId("source");
  await db.prisma.source.create({ data: { id: rareSourceId, organizationId, slug: "rare", name: "Rare", kind: "api" } });
  const { pipelineId, versionId } = await createPipeline(organizationId, [], db);
  const client = await db.pool.connect();
  try {
    await client.query(`CREATE FUNCTION pg_temp.ulid(at timestamptz, n int) RETURNS text LANGUAGE sql AS $$
      SELECT string_agg(substr('0123456789ABCDEFGHJKMNPQRSTVWXYZ', ((((extract(epoch FROM at) * 1000)::bigint >> (5 * (9 - i))) & 31))::int + 1, 1), '' ORDER BY i)
        || lpad(n::text, 16, '0') FROM generate_series(0, 9) i $$`);
    await client.query("CREATE TEMP TABLE moments AS SELECT n, at, pg_temp.ulid(at, n) AS ulid FROM (SELECT n, now() - (1 - n::float8 / $1::int) * interval '24 hours' AS at FROM generate_series(1, $1::int) n) m", [count]);
    await client.query(eventsSql, [organizationId, sourceId, rareSourceId]);
    await client.query(runsSql, [organizationId, pipelineId, versionId]);
    await client.query(deliveriesSql, [organizationId, pipelineId]);
    await client.query(rejectionsSql, [organizationId, sourceId]);
    const { rows } = await client.query<{ id: string }>("SELECT 'evt_' || ulid AS id FROM moments WHERE n = $1::int / 2", [count]);
    await client.query("VACUUM ANALYZE events, runs, deliveries, rejections");
    return { organizationId, sourceId, rareSourceId, pipelineId, middleId: rows[0]?.id ?? "" };
  } finally {
    client.release();
  }
}

const eventsSql = `
INSERT INTO events (id, organization_id, source_id, type, payload, occurred_at, received_at)
SELECT 'evt_' || ulid, $1, CASE WHEN n % 20000 = 0 THEN $3 ELSE $2 END,
  CASE WHEN n % 30000 = 0 THEN 'rare.event' WHEN n % 3 = 0 THEN 'payment.failed' ELSE 'ticket.created' END,
  jsonb_build_object('ticket_id', 'T-' || n, 'subject', 'Checkout answers with an error since noon', 'customer_tier', CASE WHEN n % 5 = 0 THEN 'enterprise' ELSE 'free' END,
    'body', repeat('We can not finish orders any more, please look into it soon. ', 4), 'channel', 'email', 'amount', n), at, at
FROM moments`;

const runsSql = `
INSERT INTO runs (id, organization_id, event_id, pipeline_id, pipeline_version_id, status, created_at, started_at, finished_at)
SELECT 'run_' || ulid, $1, 'evt_' || ulid, $2, $3,
  CASE WHEN n % 5000 = 0 THEN 'failed' WHEN n % 4 = 0 THEN 'filtered' ELSE 'succeeded' END, at, at, at + interval '8 ms'
FROM moments`;

const deliveriesSql = `
INSERT INTO deliveries (id, organization_id, run_id, event_id, pipeline_id, destination_id, kind, connection_id, target, message, status, created_at, finished_at)
SELECT 'dlv_' || ulid, $1, 'run_' || ulid, 'evt_' || ulid, $2, 'on-call', 'webhook', 'con_bench', '{}', '{"body":{}}',
  CASE WHEN n % 1000 = 1 THEN 'dead' WHEN n % 1500 = 1 THEN 'retrying' ELSE 'delivered' END, at, at + interval '90 ms'
FROM moments WHERE n % 4 <> 0`;

const rejectionsSql = `
INSERT INTO rejections (id, organization_id, source_id, type, reason, message, created_at)
SELECT 'rej_' || ulid, $1, $2, 'ticket.created', 'malformed', 'payload: expected an object', at FROM moments WHERE n % 50 = 0`;
