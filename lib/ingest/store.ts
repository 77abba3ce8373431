import type { Pool } from "pg";
import { rowsParameters, rowsSql, type RowOf } from "@/lib/adapters/postgres/rows-parameter";
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
export type RunStart = "queued" | "held" | "together";

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

const organizationColumns = { id: "text", revision: "int" } as const;
const eventColumns = {
  id: "text", organization_id: "text", source_id: "text", type: "text", key: "text", traceparent: "text", occurred_ms: "float8", window_ms: "float8",
  payload: "text", problems: "text",
} as const;
const runColumns = { id: "text", event_id: "text", pipeline_id: "text", version_id: "text", start: "text", ord: "int" } as const;
const eventsAt = 1 + Object.keys(organizationColumns).length;
const runsAt = eventsAt + Object.keys(eventColumns).length;
const owner = `$${runsAt + Object.keys(runColumns).length}::int`;

// ON CONFLICT DO UPDATE, never DO NOTHING: it waits for a concurrent holder of the key and then reads the row's newest
// version, so the surviving id is known in this one statement. The keys' order keeps two processes from deadlocking.
// `OR … IN` and `= ANY` rather than joins: the plan does not hang on row estimates, which do not exist for arrays.
const acceptSql = `
WITH fresh AS MATERIALIZED (
  SELECT id FROM organizations
  WHERE id = ANY ($1::text[]) AND routing_revision = ($2::int[])[array_position($1::text[], id)]
), given AS MATERIALIZED (
  SELECT * FROM ${rowsSql("g", eventColumns, eventsAt)}
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
  FROM ${rowsSql("r", runColumns, runsAt)}
  JOIN accepted a ON a.id = r.event_id
), stored_runs AS (
  INSERT INTO runs (id, organization_id, event_id, pipeline_id, pipeline_version_id, status)
  SELECT id, organization_id, event_id, pipeline_id, version_id, 'queued' FROM started
), requested AS (
  SELECT '${runTrigger}' AS trigger, id AS key,
    jsonb_build_object('organizationId', organization_id, 'runId', id) AS data,
    NULL::timestamptz AS due, NULL::text AS lane, NULL::int AS lane_ms, NULL::int AS lane_max, ord,
    CASE WHEN start = 'held' THEN ${owner} END AS owner
  FROM started WHERE start <> 'together'
  UNION ALL
  SELECT '${acceptedRunsTrigger}', min(id), jsonb_build_object('runs', jsonb_agg(jsonb_build_array(organization_id, id) ORDER BY ord)),
    NULL, NULL, NULL, NULL, min(ord), ${owner}
  FROM started WHERE start = 'together' HAVING count(*) > 0
), jobs AS (
  ${enqueueJobsSql("requested", { hasOwner: true })}
)
SELECT (SELECT json_agg(id) FROM fresh) AS fresh,
  (SELECT json_agg(json_build_array(source_id, key, event_id)) FROM keyed WHERE event_id NOT IN (SELECT id FROM given)) AS duplicates,
  (SELECT json_agg(json_build_array(key, id::text)) FROM jobs WHERE owner IS NOT NULL AND trigger = '${runTrigger}') AS held,
  (SELECT id::text FROM jobs WHERE trigger = '${acceptedRunsTrigger}') AS together,
  (SELECT json_agg(id) FROM started WHERE start = 'together') AS together_runs,
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
  const values = [...acceptValues(calls), owner];
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

/** The statement's parameters in its order. Loops: this runs for every event. */
function acceptValues(calls: StoredCall[]): Buffer[] {
  const revisions = new Map<string, number>();
  const eventRows: RowOf<typeof eventColumns>[] = [];
  const runRows: RowOf<typeof runColumns>[] = [];
  for (const { organizationId, revision, source, events } of calls) {
    revisions.set(organizationId, revision);
    for (const { id, event, runs } of events) {
      eventRows.push({
        id,
        organization_id: organizationId,
        source_id: source.id,
        type: event.type,
        key: event.idempotencyKey,
        traceparent: event.traceparent,
        occurred_ms: event.occurredAtMs,
        window_ms: event.windowMs ?? source.dedupeWindowMs,
        payload: event.payloadJson,
        problems: event.problems ? JSON.stringify(event.problems) : null,
      });
      for (const { id: runId, pipelineId, versionId, start } of runs) {
        runRows.push({ id: runId, event_id: id, pipeline_id: pipelineId, version_id: versionId, start, ord: runRows.length });
      }
    }
  }
  const organizationRows = Array.from(revisions, ([id, revision]) => ({ id, revision }));
  return [...rowsParameters(organizationColumns, organizationRows), ...rowsParameters(eventColumns, eventRows), ...rowsParameters(runColumns, runRows)];
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

const rejectionColumns = {
  id: "text", organization_id: "text", source_id: "text", type: "text", reason: "text", message: "text", path: "text", payload: "text", problems: "text",
  key: "text", occurred_ms: "float8", traceparent: "text",
} as const;
/** `payload` and `problems` are JSON text. */
export type RejectionRow = RowOf<typeof rejectionColumns> & { organization_id: string };

export async function insertRejections(rows: RejectionRow[], pool: Pool): Promise<void> {
  await pool.query({
    name: "insert_rejections",
    text: `INSERT INTO rejections (id, organization_id, source_id, type, reason, message, path, payload, problems, idempotency_key, occurred_at, traceparent)
      SELECT id, organization_id, source_id, type, reason, message, path, payload::json, problems::json, key, to_timestamp(occurred_ms / 1000), traceparent
      FROM ${rowsSql("r", rejectionColumns, 1)}`,
    values: rowsParameters(rejectionColumns, rows),
  });
}
