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

export type RunSummaryRow = { id: string; event_id: string; pipeline_id: string; status: string };

export type EventFilter = {
  type?: string | undefined;
  sourceId?: string | undefined;
  runStatus?: string | undefined;
  text?: string | undefined;
  from?: Date | undefined;
  to?: Date | undefined;
};

/** One slice of the newest events before `cursor`, and those of them that fit. */
export type EventSlice = { rows: EventRow[]; scanned: number; lastScanned: string | null };

const eventColumns = `e.id, e.type, e.source_id, s.slug as source_slug, e.idempotency_key, e.occurred_at, e.received_at`;

/**
 * Walks the index (organization [, type | source], id) backwards over at most `sliceSize` events. What no index knows (text,
 * the runs' status) is asked of those alone, so the work of one call has a bound however rare the match is.
 */
export async function sliceEvents(
  organizationId: string,
  db: Database,
  filter: EventFilter,
  page: { cursor?: string | undefined; limit: number; sliceSize: number },
): Promise<EventSlice> {
  const values: unknown[] = [organizationId];
  const bind = (value: unknown) => `$${values.push(value)}`;
  const indexed = ["organization_id = $1"];
  if (filter.type !== undefined) indexed.push(`type = ${bind(filter.type)}`);
  if (filter.sourceId !== undefined) indexed.push(`source_id = ${bind(filter.sourceId)}`);
  if (page.cursor !== undefined) indexed.push(`id < ${bind(page.cursor)}`);
  // Ids begin with the time of acceptance: they bound the walk, received_at (another machine's clock) decides.
  if (filter.from) indexed.push(`id >= ${bind(idBound(filter.from.getTime() - clockSlackMs))}`);
  if (filter.to) indexed.push(`id < ${bind(idBound(filter.to.getTime() + clockSlackMs))}`);
  const rest = ["true"];
  if (filter.from) rest.push(`e.received_at >= ${bind(filter.from)}`);
  if (filter.to) rest.push(`e.received_at < ${bind(filter.to)}`);
  if (filter.runStatus !== undefined) rest.push(`exists (select 1 from runs r where r.event_id = e.id and r.status = ${bind(filter.runStatus)})`);
  if (filter.text !== undefined) rest.push(`e.payload::text ilike ${bind(`%${filter.text.replaceAll(/[\\%_]/g, "\\$&")}%`)}`);

  const { rows } = await db.pool.query<EventRow & { scanned: number; last_scanned: string }>(
    `with slice as materialized (select * from events where ${indexed.join(" and ")} order by id desc limit ${bind(page.sliceSize)}),
       extent as (select count(*)::int as scanned, min(id) as last_scanned from slice)
     select extent.scanned, extent.last_scanned, found.* from extent left join lateral (
       select ${eventColumns} from slice e left join sources s on s.id = e.source_id
       where ${rest.join(" and ")} order by e.id desc limit ${bind(page.limit)}
     ) found on true`,
    values,
  );
  const [first] = rows;
  return {
    rows: rows.filter((row) => row.id !== null),
    scanned: first?.scanned ?? 0,
    lastScanned: first?.last_scanned ?? null,
  };
}

const clockSlackMs = 5 * 60_000;
const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/** The least id an event accepted at that moment can have. */
function idBound(ms: number): string {
  let time = Math.max(0, ms);
  let text = "";
  for (let i = 0; i < 10; i++) {
    text = alphabet.charAt(time % 32) + text;
    time = Math.floor(time / 32);
  }
  return `evt_${text}`;
}

export async function runsOfEvents(organizationId: string, db: Database, eventIds: string[]): Promise<RunSummaryRow[]> {
  const { rows } = await db.pool.query<RunSummaryRow>(
    "select id, event_id, pipeline_id, status from runs where organization_id = $1 and event_id = any($2) order by id",
    [organizationId, eventIds],
  );
  return rows;
}

export async function findEvent(organizationId: string, db: Database, id: string): Promise<(EventRow & { payload: Json }) | undefined> {
  const { rows } = await db.pool.query<EventRow & { payload: Json }>(
    `select ${eventColumns}, e.payload from events e left join sources s on s.id = e.source_id where e.organization_id = $1 and e.id = $2`,
    [organizationId, id],
  );
  return rows[0];
}

export type RunRow = {
  id: string;
  event_id: string;
  pipeline_id: string;
  pipeline_slug: string | null;
  pipeline_version: number | null;
  replay: number;
  status: string;
  reason: string | null;
  created_at: Date;
  started_at: Date | null;
  finished_at: Date | null;
};

export async function findRuns(organizationId: string, db: Database, by: { eventId: string } | { runId: string }): Promise<RunRow[]> {
  const [column, value] = "eventId" in by ? ["event_id", by.eventId] : ["id", by.runId];
  const { rows } = await db.pool.query<RunRow>(
    `select r.id, r.event_id, r.pipeline_id, p.slug as pipeline_slug, v.number as pipeline_version, r.replay, r.status, r.reason,
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
  const { rows } = await db.pool.query<StepRunRow>(
    `select run_id, id, position, step_id, kind, status, input, output, facts, reason, attempts, started_at, duration_ms
     from step_runs where organization_id = $1 and run_id = any($2) order by run_id, position`,
    [organizationId, runIds],
  );
  return rows;
}

export type RejectionRow = {
  id: string;
  source_id: string;
  type: string | null;
  reason: string;
  message: string;
  path: string | null;
  payload: Json;
  created_at: Date;
};

/** Up to one more than `limit`, newest first. */
export async function rejectionRows(
  organizationId: string,
  db: Database,
  filter: { reason?: string | undefined },
  page: { cursor?: string | undefined; limit: number },
): Promise<RejectionRow[]> {
  const { rows } = await db.pool.query<RejectionRow>(
    `select id, source_id, type, reason, message, path, payload, created_at from rejections
     where organization_id = $1 and ($2::text is null or reason = $2) and ($3::text is null or id < $3) order by id desc limit $4`,
    [organizationId, filter.reason ?? null, page.cursor ?? null, page.limit + 1],
  );
  return rows;
}
