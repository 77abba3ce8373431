import type { Pool } from "pg";
import { doubleArray, integerArray, textArray } from "@/lib/adapters/postgres/array-parameter";
import { enqueueJobsSql } from "@/lib/durable/embedded/enqueue-sql";
import { acceptedRunsTrigger, runTrigger } from "@/lib/runs/run-trigger";
import type { IncomingEvent } from "./parse-event";
import type { ActivePipeline, RoutedSource } from "./routing";

/** One call's events, stored together or not at all; none of them shares a key with another. */
export type StoredCall = {
  organizationId: string;
  /** Stored only if the organization's routing is still this one. */
  revision: number;
  source: RoutedSource;
  events: StoredEvent[];
};

export type StoredEvent = {
  id: string;
  event: IncomingEvent;
  runs: StoredRun[];
};

export type StoredRun = Pick<ActivePipeline, "pipelineId" | "versionId" | "sendable"> & { id: string; start: RunStart };

/**
 * `queued`: whoever is free claims its job. `held`: this process starts its job right after the commit. `together`: the
 * same, in one job with all others of that kind.
 */
export type RunStart = (typeof runStarts)[number];
const runStarts = ["queued", "held", "together"] as const;

export type StoreResult = {
  /** Organizations whose revision was still the expected one; nothing was stored for the others. */
  freshOrganizations: Set<string>;
  /** Event ids that (source, key) already led to, by `duplicateKey`. These calls' own ids were not used. */
  duplicates: Map<string, string>;
  /** The held runs' jobs, by run id. */
  jobs: Map<string, string>;
  /** The job of the runs that start together; null if there is none. */
  together: { jobId: string; runIds: Set<string> } | null;
  /** The commit's time on the database's clock, whole milliseconds since the epoch: what the events carry. */
  storedAtMs: number;
};

export function duplicateKey(sourceId: string, key: string): string {
  return `${sourceId}\n${key}`;
}

// ON CONFLICT DO UPDATE, never DO NOTHING: it waits for a concurrent holder of the key and then reads the row's newest
// version, so the surviving id is known in this one statement. The keys' order keeps two processes from deadlocking.
// `OR … IN` and `= ANY` rather than joins: the plan does not hang on row estimates, which do not exist for arrays.
const acceptSql = `
WITH fresh AS MATERIALIZED (
  SELECT id FROM organizations
  WHERE id = ANY ($1::text[]) AND routing_revision = ($2::int[])[array_position($1::text[], id)]
), given AS MATERIALIZED (
  SELECT * FROM ROWS FROM (
    unnest($3::text[]), unnest($4::text[]), unnest($5::text[]), unnest($6::text[]), unnest($7::text[]), unnest($8::text[]),
    unnest($9::float8[]), unnest($10::float8[]), unnest($11::text[]), unnest($18::text[])
  ) AS g (id, organization_id, source_id, type, key, traceparent, occurred_ms, window_ms, payload, problems)
  WHERE organization_id IN (SELECT id FROM fresh)
), keyed AS (
  INSERT INTO idempotency_keys AS k (source_id, key, event_id, expires_at)
  SELECT source_id, key, id, now() + window_ms * interval '1 ms' FROM given WHERE key IS NOT NULL ORDER BY source_id, key
  ON CONFLICT (source_id, key) DO UPDATE SET
    event_id = CASE WHEN k.expires_at <= now() THEN excluded.event_id ELSE k.event_id END,
    expires_at = CASE WHEN k.expires_at <= now() THEN excluded.expires_at ELSE k.expires_at END
  RETURNING source_id, key, event_id
), accepted AS MATERIALIZED (
  SELECT * FROM given WHERE key IS NULL OR id IN (SELECT event_id FROM keyed)
), stored AS (
  INSERT INTO events (id, organization_id, source_id, type, payload, idempotency_key, traceparent, occurred_at, received_at, schema_problems)
  SELECT id, organization_id, source_id, type, payload::json, key, traceparent,
    coalesce(to_timestamp(occurred_ms / 1000), now()), now(), problems::json
  FROM accepted
), started AS MATERIALIZED (
  SELECT r.id, a.organization_id, a.id AS event_id, r.pipeline_id, r.version_id, r.start, r.ord
  FROM unnest($12::text[], $13::text[], $14::text[], $15::text[], $17::int[]) WITH ORDINALITY AS r (id, event_id, pipeline_id, version_id, start, ord)
  JOIN accepted a ON a.id = r.event_id
), stored_runs AS (
  INSERT INTO runs (id, organization_id, event_id, pipeline_id, pipeline_version_id, status)
  SELECT id, organization_id, event_id, pipeline_id, version_id, 'queued' FROM started
), requested AS (
  SELECT '${runTrigger}' AS trigger, id AS key,
    jsonb_build_object('organizationId', organization_id, 'runId', id) AS data,
    NULL::timestamptz AS due, NULL::text AS lane, NULL::int AS lane_ms, NULL::int AS lane_max, ord,
    CASE WHEN start = ${runStarts.indexOf("held")} THEN $16::int END AS owner
  FROM started WHERE start <> ${runStarts.indexOf("together")}
  UNION ALL
  SELECT '${acceptedRunsTrigger}', min(id), jsonb_build_object('runs', jsonb_agg(jsonb_build_array(organization_id, id) ORDER BY ord)),
    NULL, NULL, NULL, NULL, min(ord), $16::int
  FROM started WHERE start = ${runStarts.indexOf("together")} HAVING count(*) > 0
), jobs AS (
  ${enqueueJobsSql("requested", { hasOwner: true })}
)
SELECT (SELECT json_agg(id) FROM fresh) AS fresh,
  (SELECT json_agg(json_build_array(source_id, key, event_id)) FROM keyed WHERE event_id NOT IN (SELECT id FROM given)) AS duplicates,
  (SELECT json_agg(json_build_array(key, id::text)) FROM jobs WHERE owner IS NOT NULL AND trigger = '${runTrigger}') AS held,
  (SELECT id::text FROM jobs WHERE trigger = '${acceptedRunsTrigger}') AS together,
  (SELECT json_agg(id) FROM started WHERE start = ${runStarts.indexOf("together")}) AS together_runs,
  (extract(epoch FROM now()::timestamptz(3)) * 1000)::float8 AS stored_ms`;

type AcceptRow = {
  fresh: string[] | null;
  duplicates: [string, string, string][] | null;
  held: [string, string][] | null;
  together: string | null;
  together_runs: string[] | null;
  stored_ms: number;
};

/**
 * Stores calls with their idempotency keys, runs and jobs in one statement, and resolves after its commit.
 * (source, key) is unique over all the calls, and so is the expected revision of an organization. `owner` holds the runs
 * that this process starts.
 */
export async function storeCalls(calls: StoredCall[], pool: Pool, owner: number | null): Promise<StoreResult> {
  const values = [...acceptValues(calls), owner, startsColumn(calls), problemsColumn(calls)];
  const result = await pool.query<AcceptRow>({ name: "accept_events", text: acceptSql, values });
  const row = result.rows[0];
  if (!row) throw new Error("the accept statement answered no row");
  return {
    freshOrganizations: new Set(row.fresh),
    duplicates: new Map(row.duplicates?.map(([sourceId, key, eventId]) => [duplicateKey(sourceId, key), eventId])),
    jobs: new Map(row.held),
    together: row.together === null ? null : { jobId: row.together, runIds: new Set(row.together_runs) },
    storedAtMs: row.stored_ms,
  };
}

/** The statement's parameters in its order, a column each. One loop: it runs for every event. */
function acceptValues(calls: StoredCall[]): Buffer[] {
  const revisions = new Map<string, number>();
  const ids: string[] = [], organizationIds: string[] = [], sourceIds: string[] = [], types: string[] = [];
  const keys: (string | null)[] = [], traceparents: (string | null)[] = [], occurredMs: (number | null)[] = [];
  const windowsMs: number[] = [], payloads: string[] = [];
  const runIds: string[] = [], runEventIds: string[] = [], pipelineIds: string[] = [], versionIds: string[] = [];
  for (const { organizationId, revision, source, events } of calls) {
    revisions.set(organizationId, revision);
    for (const { id, event, runs } of events) {
      ids.push(id);
      organizationIds.push(organizationId);
      sourceIds.push(source.id);
      types.push(event.type);
      keys.push(event.idempotencyKey);
      traceparents.push(event.traceparent);
      occurredMs.push(event.occurredAtMs);
      windowsMs.push(event.windowMs ?? source.dedupeWindowMs);
      payloads.push(event.payloadJson);
      for (const run of runs) {
        runIds.push(run.id);
        runEventIds.push(id);
        pipelineIds.push(run.pipelineId);
        versionIds.push(run.versionId);
      }
    }
  }
  return [
    textArray([...revisions.keys()]), integerArray([...revisions.values()]),
    textArray(ids), textArray(organizationIds), textArray(sourceIds), textArray(types), textArray(keys), textArray(traceparents),
    doubleArray(occurredMs), doubleArray(windowsMs), textArray(payloads),
    textArray(runIds), textArray(runEventIds), textArray(pipelineIds), textArray(versionIds),
  ];
}

function startsColumn(calls: StoredCall[]): Buffer {
  const starts: number[] = [];
  for (const { events } of calls) {
    for (const { runs } of events) for (const { start } of runs) starts.push(runStarts.indexOf(start));
  }
  return integerArray(starts);
}

/** Almost always NULL throughout, which Postgres reads as no elements: the other columns make the rows. */
function problemsColumn(calls: StoredCall[]): Buffer | null {
  if (!calls.some(({ events }) => events.some(({ event }) => event.problems))) return null;
  return textArray(calls.flatMap(({ events }) => events.map(({ event }) => (event.problems ? JSON.stringify(event.problems) : null))));
}

/** Of the keys, those that lead to an event of the source already, and to which. */
export async function findDuplicates(sourceId: string, keys: string[], pool: Pool): Promise<Map<string, string>> {
  const { rows } = await pool.query<{ key: string; event_id: string }>({
    name: "find_duplicates",
    text: "SELECT key, event_id FROM idempotency_keys WHERE source_id = $1 AND key = ANY ($2::text[]) AND expires_at > now()",
    values: [sourceId, keys],
  });
  return new Map(rows.map(({ key, event_id }) => [key, event_id]));
}

export type RejectionRow = {
  id: string;
  organizationId: string;
  sourceId: string;
  type: string | null;
  reason: string;
  message: string;
  path: string | null;
  problemsJson: string | null;
  payloadJson: string | null;
  idempotencyKey: string | null;
  occurredAtMs: number | null;
  traceparent: string | null;
};

export async function insertRejections(rows: RejectionRow[], pool: Pool): Promise<void> {
  await pool.query({
    name: "insert_rejections",
    text: `INSERT INTO rejections (id, organization_id, source_id, type, reason, message, path, payload, problems, idempotency_key, occurred_at, traceparent)
      SELECT id, organization_id, source_id, type, reason, message, path, payload::json, problems::json, key, to_timestamp(occurred_ms / 1000), traceparent
      FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $10::text[], $11::float8[], $12::text[])
        AS r (id, organization_id, source_id, type, reason, message, path, payload, problems, key, occurred_ms, traceparent)`,
    values: [
      textArray(rows.map((row) => row.id)),
      textArray(rows.map((row) => row.organizationId)),
      textArray(rows.map((row) => row.sourceId)),
      textArray(rows.map((row) => row.type)),
      textArray(rows.map((row) => row.reason)),
      textArray(rows.map((row) => row.message)),
      textArray(rows.map((row) => row.path)),
      textArray(rows.map((row) => row.payloadJson)),
      textArray(rows.map((row) => row.problemsJson)),
      textArray(rows.map((row) => row.idempotencyKey)),
      doubleArray(rows.map((row) => row.occurredAtMs)),
      textArray(rows.map((row) => row.traceparent)),
    ],
  });
}
