import type pg from "pg";
import type { Json } from "@/lib/durable/contract";
import type { EventView } from "@/lib/pipeline/context";
import { createBatchWriter } from "@/lib/adapters/postgres/batch-writer";
import { historyBatching } from "@/lib/adapters/postgres/history-pool";

export type RunKey = {
  organizationId: string;
  runId: string;
  /** A process died that may have sent some of it already. */
  isInterrupted?: true;
};

export type LoadedRun = {
  runId: string;
  organizationId: string;
  pipelineId: string;
  pipelineVersionId: string;
  status: string;
  /** The id of the one destination it sends to; null = all. */
  onlyDestination: string | null;
  createdAtMs: number;
  traceparent: string | null;
  event: EventView;
};

/** `stored`: the run as this process stored it just now, which spares the query and the wait. */
export type LoadRun = (key: RunKey, stored?: RunRow) => LoadedRun | null | Promise<LoadedRun | null>;

/** Reads runs with their events; concurrent calls share one query. Null = no such run in that organization. */
export function createLoadRun(pool: pg.Pool, publicUrl: string): LoadRun {
  const reader = createBatchWriter<RunKey, LoadedRun | null>({
    ...historyBatching,
    flush: async (keys) => {
      const { rows } = await pool.query<RunRow>({
        name: "load-run",
        text: loadSql,
        values: [keys.map((key) => key.organizationId), keys.map((key) => key.runId)],
      });
      const byId = new Map(rows.map((row) => [row.id, row]));
      return keys.map((key) => {
        const row = byId.get(key.runId);
        return row ? toRun(row, publicUrl) : null;
      });
    },
  });
  return (key, stored) => (stored ? toRun(stored, publicUrl) : reader.write(key));
}

export type RunRow = {
  id: string;
  organization_id: string;
  pipeline_id: string;
  pipeline_version_id: string;
  status: string;
  only_destination: string | null;
  created_at: Date;
  event_id: string;
  type: string;
  payload: Json;
  idempotency_key: string | null;
  traceparent: string | null;
  received_at: Date;
  occurred_at: Date;
  source: string | null;
};

function toRun(row: RunRow, publicUrl: string): LoadedRun {
  return {
    runId: row.id,
    organizationId: row.organization_id,
    pipelineId: row.pipeline_id,
    pipelineVersionId: row.pipeline_version_id,
    status: row.status,
    onlyDestination: row.only_destination,
    createdAtMs: row.created_at.getTime(),
    traceparent: row.traceparent,
    event: {
      id: row.event_id,
      type: row.type,
      received_at: row.received_at.toISOString(),
      occurred_at: row.occurred_at.toISOString(),
      payload: row.payload,
      meta: { source: row.source ?? "", url: `${publicUrl}/events/${row.event_id}`, idempotency_key: row.idempotency_key },
    },
  };
}

const loadSql = `
SELECT r.id, r.organization_id, r.pipeline_id, r.pipeline_version_id, r.status, r.only_destination, r.created_at,
  e.id AS event_id, e.type, e.payload, e.idempotency_key, e.traceparent, e.received_at, e.occurred_at, s.slug AS source
FROM unnest($1::text[], $2::text[]) AS a(organization_id, id)
JOIN runs r ON r.id = ANY ($2::text[]) AND r.id = a.id AND r.organization_id = a.organization_id
CROSS JOIN LATERAL (SELECT * FROM events WHERE id = r.event_id OFFSET 0) e
LEFT JOIN sources s ON s.id = e.source_id`;
