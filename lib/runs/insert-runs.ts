import type pg from "pg";
import { enqueueJobsSql } from "@/lib/durable/embedded/enqueue-sql";
import { newId } from "@/lib/ids";
import { runTrigger } from "./run-trigger";

export type WantedRun = {
  eventId: string;
  pipelineId: string;
  versionId: string;
  /** The id of the one destination it sends to; null = all. */
  onlyDestination: string | null;
};

export type InsertedRun = { id: string; event_id: string; pipeline_id: string; replay: number };

/** What runs events again waits here for the others that do: so each run gets a number of its own. */
export async function lockEvents(client: Pick<pg.PoolClient, "query">, organizationId: string, ids: readonly string[]): Promise<void> {
  await client.query("SELECT 1 FROM events WHERE organization_id = $1 AND id = ANY ($2) ORDER BY id FOR NO KEY UPDATE", [organizationId, ids]);
}

/**
 * Runs events again, with the runs' jobs, and answers the runs in the order asked. Call it in a transaction that holds
 * `lockEvents`, and the engine's wake after its commit.
 */
export async function insertRuns(client: Pick<pg.PoolClient, "query">, organizationId: string, wanted: readonly WantedRun[]): Promise<InsertedRun[]> {
  const { rows } = await client.query<InsertedRun>(insertSql, [
    organizationId,
    wanted.map(() => newId("run")),
    wanted.map(({ eventId }) => eventId),
    wanted.map(({ pipelineId }) => pipelineId),
    wanted.map(({ versionId }) => versionId),
    wanted.map(({ onlyDestination }) => onlyDestination),
  ]);
  return rows;
}

/** Numbered a pipeline rather than a version, so that the numbers of an event's runs tell their order. */
const insertSql = `
WITH wanted AS (
  SELECT * FROM unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::text[]) WITH ORDINALITY AS w(id, event_id, pipeline_id, version_id, only_destination, ord)
),
stored AS (
  INSERT INTO runs (id, organization_id, event_id, pipeline_id, pipeline_version_id, only_destination, replay, status)
  SELECT id, $1, event_id, pipeline_id, version_id, only_destination,
    (SELECT coalesce(max(r.replay), 0) FROM runs r WHERE r.event_id = w.event_id AND r.pipeline_id = w.pipeline_id)
      + row_number() OVER (PARTITION BY event_id, pipeline_id ORDER BY ord), 'queued'
  FROM wanted w
  RETURNING id, organization_id, event_id, pipeline_id, replay
),
requested AS (
  SELECT '${runTrigger}' AS trigger, s.id AS key, jsonb_build_object('organizationId', s.organization_id, 'runId', s.id) AS data,
    NULL::timestamptz AS due, NULL::text AS lane, NULL::int AS lane_ms, NULL::int AS lane_max, w.ord
  FROM stored s JOIN wanted w ON w.id = s.id
),
jobs AS (${enqueueJobsSql("requested")})
SELECT s.id, s.event_id, s.pipeline_id, s.replay FROM stored s JOIN wanted w ON w.id = s.id ORDER BY w.ord`;
