import type pg from "pg";
import type { DeliveryResult } from "@/lib/destinations/contract";
import type { Json } from "@/lib/durable/contract";
import { createBatchWriter } from "@/lib/adapters/postgres/batch-writer";
import { historyBatching } from "@/lib/adapters/postgres/history-pool";
import { announceChange } from "@/lib/live/announce-change";
import { possiblySentCode } from "./settle-attempt";

/** Which job asks: a delivery may have had earlier ones, and a stale job must do nothing. */
export type AttemptKey = { organizationId: string; deliveryId: string; sequence: number };

export type StartedAttempt = {
  number: number;
  kind: string;
  pipelineId: string;
  destinationId: string;
  connectionId: string;
  connectionRevision: number;
  target: Json;
  config: Json;
  message: Json | null;
  onAmbiguous: "resend" | "hold";
  failures: number;
  traceparent: string | null;
  /** Of the messages it answers or replaces; null = it does neither. */
  groupKey: string | null;
  /** The process died during the attempt before: what it sent, if anything, may have arrived. */
  wasInterrupted: boolean;
};

/**
 * A delivery's first attempt, begun in the commit that stored it and left for the job that sends it; `result` where the
 * message is on its way already.
 */
export type BegunFirstAttempt = { attempt: StartedAttempt; result: Promise<DeliveryResult> | null };

/** `settled`: nothing is left to do. `held`: the destination or connection needs a person first. */
export type BegunAttempt = { kind: "started"; attempt: StartedAttempt } | { kind: "settled" } | { kind: "held" };

/**
 * Writes that an attempt starts, before anything is sent, and answers what to send. An attempt found open was
 * interrupted by the death of its process: it is closed as `unknown`, and `onAmbiguous` decides whether to go on.
 */
export function createBeginAttempt(pool: pg.Pool): (key: AttemptKey) => Promise<BegunAttempt> {
  const writer = createBatchWriter<AttemptKey, BegunAttempt>({ ...historyBatching, flush: (keys) => beginAttempts(pool, keys) });
  return async (key) => {
    const begun = await writer.write(key);
    if (begun.kind === "held") announceChange(key.organizationId, "deliveries");
    return begun;
  };
}

/** The same for a caller who has more to commit with it. */
export async function beginAttempts(client: Pick<pg.Pool, "query">, keys: AttemptKey[]): Promise<BegunAttempt[]> {
  const { rows } = await client.query<Row>({
    name: "begin-attempt",
    text: beginSql,
    values: [keys.map((key) => key.organizationId), keys.map((key) => key.deliveryId), keys.map((key) => key.sequence)],
  });
  const byId = new Map(rows.map((row) => [row.id, row]));
  return keys.map((key) => {
    const row = byId.get(key.deliveryId);
    if (!row) return { kind: "settled" };
    if (row.number === null) return { kind: "held" };
    return {
      kind: "started",
      attempt: {
        number: row.number,
        kind: row.kind,
        pipelineId: row.pipeline_id,
        destinationId: row.destination_id,
        connectionId: row.connection_id,
        connectionRevision: row.connection_revision,
        target: row.target,
        config: row.config,
        message: row.message,
        onAmbiguous: row.on_ambiguous,
        failures: row.failures,
        traceparent: row.traceparent,
        groupKey: row.group_key,
        wasInterrupted: row.was_interrupted,
      },
    };
  });
}

type Row = {
  id: string;
  number: number | null;
  kind: string;
  pipeline_id: string;
  destination_id: string;
  connection_id: string;
  connection_revision: number;
  target: Json;
  config: Json;
  message: Json;
  on_ambiguous: "resend" | "hold";
  failures: number;
  traceparent: string | null;
  group_key: string | null;
  was_interrupted: boolean;
};

const beginSql = `
WITH asked AS (SELECT * FROM unnest($1::text[], $2::text[], $3::int[]) AS a(organization_id, id, sequence)),
due AS (
  SELECT d.*, c.revision AS connection_revision, coalesce(last.number, 0) AS last_number,
    coalesce(last.status = 'sending', false) AS was_interrupted,
    CASE WHEN c.id IS NULL THEN 'connection_missing' WHEN c.status = 'attention' THEN c.attention_code WHEN b.code IS NOT NULL THEN b.code
         WHEN last.status = 'sending' AND d.on_ambiguous = 'hold' THEN '${possiblySentCode}' END AS hold_code,
    CASE WHEN c.id IS NULL THEN 'its connection was deleted' WHEN c.status = 'attention' THEN c.attention_detail WHEN b.code IS NOT NULL THEN b.detail
         ELSE 'the process stopped while sending: it may have arrived' END AS hold_reason
  FROM asked a
  JOIN deliveries d ON d.id = ANY ($2::text[]) AND d.id = a.id AND d.organization_id = a.organization_id AND d.sequence = a.sequence
    AND d.status IN ('pending', 'retrying')
  LEFT JOIN connections c ON c.id = d.connection_id
  LEFT JOIN destination_attention b ON b.pipeline_id = d.pipeline_id AND b.destination_id = d.destination_id
  LEFT JOIN LATERAL (SELECT number, status FROM attempts t WHERE t.delivery_id = d.id ORDER BY number DESC LIMIT 1) last ON true
),
interrupted AS (
  UPDATE attempts t SET status = 'unknown', code = 'interrupted', detail = 'the process stopped before the answer was recorded', finished_at = now()
  FROM due WHERE due.was_interrupted AND t.delivery_id = ANY ($2::text[]) AND t.delivery_id = due.id AND t.number = due.last_number
),
held AS (
  UPDATE deliveries d SET status = 'held', code = due.hold_code, reason = due.hold_reason, next_attempt_at = NULL,
    attempts = due.last_number, possibly_sent = d.possibly_sent OR due.was_interrupted
  FROM due WHERE due.hold_code IS NOT NULL AND d.id = ANY ($2::text[]) AND d.id = due.id
),
started AS (
  INSERT INTO attempts (delivery_id, number, organization_id, status, started_at)
  SELECT id, last_number + 1, organization_id, 'sending', clock_timestamp() FROM due WHERE hold_code IS NULL
  ON CONFLICT DO NOTHING RETURNING delivery_id
)
SELECT id, CASE WHEN id IN (SELECT delivery_id FROM started) THEN last_number + 1 END AS number, kind, pipeline_id, destination_id, connection_id, connection_revision, target, config, message,
  on_ambiguous, failures, traceparent, group_key, was_interrupted
FROM due`;
