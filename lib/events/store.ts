import { derivedId } from "@/lib/ids";
import type { Database } from "@/lib/db";
import type { Json } from "@/lib/durable/contract";

export type EventRow = {
  id: string;
  type: string;
  source_id: string;
  source_slug: string | null;
  idempotency_key: string | null;
  occurred_at: Date;
  received_at: Date;
};

export type EventDetailRow = EventRow & {
  payload: Json;
  /** Until then its idempotency key makes no second event; null when it has none or its window is over. */
  key_expires_at: Date | null;
};

export const eventColumns = "e.id, e.type, e.source_id, s.slug as source_slug, e.idempotency_key, e.occurred_at, e.received_at";

export async function findEvent(organizationId: string, db: Database, id: string): Promise<EventDetailRow | undefined> {
  const { rows } = await db.pool.query<EventDetailRow>(
    `select ${eventColumns}, e.payload, k.expires_at as key_expires_at
     from events e left join sources s on s.id = e.source_id
     left join idempotency_keys k on k.source_id = e.source_id and k.key = e.idempotency_key and k.event_id = e.id and k.expires_at > now()
     where e.organization_id = $1 and e.id = $2`,
    [organizationId, id],
  );
  return rows[0];
}

export type RunRow = {
  id: string;
  event_id: string;
  pipeline_id: string;
  pipeline_slug: string | null;
  pipeline_name: string | null;
  pipeline_version: number | null;
  replay: number;
  only_destination: string | null;
  status: string;
  reason: string | null;
  created_at: Date;
  started_at: Date | null;
  finished_at: Date | null;
};

export async function findRuns(organizationId: string, db: Database, by: { eventId: string } | { runId: string }): Promise<RunRow[]> {
  const [column, value] = "eventId" in by ? ["event_id", by.eventId] : ["id", by.runId];
  const { rows } = await db.pool.query<RunRow>(
    `select r.id, r.event_id, r.pipeline_id, p.slug as pipeline_slug, p.name as pipeline_name, v.number as pipeline_version, r.replay, r.only_destination, r.status, r.reason,
       r.created_at, r.started_at, r.finished_at
     from runs r left join pipelines p on p.id = r.pipeline_id left join pipeline_versions v on v.id = r.pipeline_version_id
     where r.organization_id = $1 and r.${column} = $2 order by r.id`,
    [organizationId, value],
  );
  return rows;
}

export type StepRunRow = {
  run_id: string;
  id: string;
  position: number;
  step_id: string;
  kind: string;
  status: string;
  input: Json;
  output: Json;
  facts: Json;
  reason: string | null;
  attempts: number;
  started_at: Date;
  duration_ms: number;
};

export async function stepRunsOf(organizationId: string, db: Database, runIds: string[]): Promise<StepRunRow[]> {
  const { rows } = await db.pool.query<Omit<StepRunRow, "id"> & { id: string | null }>(
    `select run_id, id, position, step_id, kind, status, input, output, facts, reason, attempts, started_at, duration_ms
     from step_runs where organization_id = $1 and run_id = any($2) order by run_id, position`,
    [organizationId, runIds],
  );
  return rows.map((row) => ({ ...row, id: row.id ?? derivedId("stepRun", row.run_id, row.position) }));
}
