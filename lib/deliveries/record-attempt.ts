import type pg from "pg";
import type { JobTicket, Json } from "@/lib/durable/contract";
import type { AttemptTrace } from "@/lib/destinations/contract";
import { createBatchWriter } from "@/lib/adapters/postgres/batch-writer";
import { historyBatching } from "@/lib/adapters/postgres/history-pool";
import { jsonbText } from "@/lib/adapters/postgres/jsonb-text";
import { inTransaction } from "@/lib/adapters/postgres/in-transaction";
import { endJobsSql, enqueueJobsSql } from "@/lib/durable/embedded/enqueue-sql";
import { announceChange } from "@/lib/live/announce-change";
import { countDeliveries, type DeliveryOutcomeRow } from "@/lib/health/work-metrics";
import { noticeFailuresSql } from "@/lib/notices/notice-failures";
import type { AttemptKey, StartedAttempt } from "./begin-attempt";
import { deliveryJobColumnsSql } from "./delivery-trigger";
import { followCarrier } from "./follow-carrier";
import type { Settlement } from "./settle-attempt";

export type AttemptRecord = {
  key: AttemptKey;
  attempt: StartedAttempt;
  settlement: Settlement;
  trace: AttemptTrace;
  receipt: Json | null;
  /** What it sent for other deliveries ends for them, too. */
  isDigest: boolean;
  /** With it the delivery's job ends in the same commit. */
  ticket: JobTicket | undefined;
};

/**
 * Writes how an attempt ended, what it means for the delivery and, if there is to be another, its job: one commit. A
 * refusal of credentials that were replaced meanwhile marks nothing; `releaseStranded` lets its delivery go.
 */
export function createRecordAttempt(pool: pg.Pool, wake: () => void): (record: AttemptRecord) => Promise<void> {
  const writer = createBatchWriter<string, void>({
    ...historyBatching,
    flush: async (rows) => {
      countDeliveries(await recordRows(pool, rows));
      return rows.map(() => undefined);
    },
  });
  return async (record) => {
    if (record.isDigest) countDeliveries(await recordDigest(pool, record));
    else await writer.write(jsonbText(toRow(record)));
    record.ticket?.spend();
    announceChange(record.key.organizationId, "deliveries");
    if (record.settlement.attention) announceChange(record.key.organizationId, "connections", "pipelines");
    // Somebody may have to be told at once.
    if (record.settlement.attention || record.settlement.deliveryStatus === "dead") wake();
  };
}

function recordDigest(pool: pg.Pool, record: AttemptRecord): Promise<DeliveryOutcomeRow[]> {
  return inTransaction(pool, async (client) => {
    const own = await recordRows(client, [jsonbText(toRow(record))]);
    return [...own, ...(await followCarrier(client, record.key))];
  });
}

async function recordRows(client: Pick<pg.Pool, "query">, rows: string[]): Promise<DeliveryOutcomeRow[]> {
  return (await client.query<DeliveryOutcomeRow>({ name: "record-attempt", text: recordSql, values: [`[${rows.join(",")}]`] })).rows;
}

function toRow({ key, attempt, settlement, trace, receipt, ticket }: AttemptRecord) {
  const isOver = settlement.deliveryStatus === "delivered" || settlement.deliveryStatus === "dead";
  return {
    id: key.deliveryId,
    number: attempt.number,
    attempt_status: settlement.attemptStatus,
    status: settlement.deliveryStatus,
    code: settlement.code,
    reason: settlement.reason,
    failure: settlement.countsAsFailure ? 1 : 0,
    possibly_sent: settlement.possiblySent || attempt.wasInterrupted,
    request: trace.request,
    response: trace.response,
    receipt,
    is_over: isOver,
    delay_ms: settlement.retryDelayMs,
    attention: settlement.attention,
    revision: attempt.connectionRevision,
    job: ticket?.jobId ?? null,
    owner: ticket?.owner ?? null,
    claim: ticket?.claim ?? null,
  };
}

const recordSql = `
WITH input AS (
  SELECT * FROM json_to_recordset($1::json) AS x(id text, number int, attempt_status text, status text, code text, reason text,
    failure int, possibly_sent bool, request json, response json, receipt jsonb, is_over bool, delay_ms float8, attention text, revision int,
    job bigint, owner int, claim int)
),
ended AS (${endJobsSql("input")}),
attempt AS (
  UPDATE attempts a SET status = i.attempt_status, code = i.code, detail = i.reason, request = i.request, response = i.response, finished_at = now()
  FROM input i WHERE a.delivery_id = ANY (ARRAY(SELECT id FROM input)) AND a.delivery_id = i.id AND a.number = i.number AND a.status = 'sending'
  RETURNING i.*
),
delivery AS (
  UPDATE deliveries d SET status = i.status, code = i.code, reason = i.reason, attempts = i.number, failures = d.failures + i.failure,
    possibly_sent = d.possibly_sent OR i.possibly_sent, receipt = coalesce(i.receipt, d.receipt),
    next_attempt_at = now() + i.delay_ms * interval '1 ms', finished_at = CASE WHEN i.is_over THEN now() END,
    sequence = d.sequence + CASE WHEN i.delay_ms IS NULL THEN 0 ELSE 1 END
  FROM attempt i
  WHERE d.id = ANY (ARRAY(SELECT id FROM attempt)) AND d.id = i.id AND d.status IN ('pending', 'retrying')
  RETURNING d.id, d.organization_id, d.pipeline_id, d.destination_id, d.connection_id, d.sequence, d.lane, d.lane_period_ms, d.gates, d.next_attempt_at,
    d.kind, d.status, d.event_id, d.carried_by, i.delay_ms, i.attention, i.revision, i.code, i.reason, i.number
),
broken_target AS (
  INSERT INTO destination_attention (organization_id, pipeline_id, destination_id, code, detail)
  SELECT DISTINCT ON (pipeline_id, destination_id) organization_id, pipeline_id, destination_id, code, reason FROM delivery
  WHERE attention = 'target' ORDER BY pipeline_id, destination_id ON CONFLICT DO NOTHING
  RETURNING pipeline_id, destination_id
),
broken_connection AS (
  UPDATE connections c SET status = 'attention', attention_code = x.code, attention_detail = x.reason
  FROM (SELECT DISTINCT ON (connection_id, revision) connection_id, revision, code, reason FROM delivery WHERE attention = 'connection'
    ORDER BY connection_id, revision) x
  WHERE c.id = x.connection_id AND c.revision = x.revision AND c.status <> 'attention'
  RETURNING c.id
),
failure AS (
  SELECT id || ':' || number AS id, organization_id, 'delivery' AS kind, pipeline_id || ':' || destination_id || ':' || coalesce(code, '') AS subject, code, reason
  FROM delivery WHERE status = 'dead'
  UNION ALL
  SELECT id || ':' || number, organization_id, 'target', pipeline_id || ':' || destination_id, code, reason
  FROM delivery WHERE attention = 'target' AND (pipeline_id, destination_id) IN (SELECT pipeline_id, destination_id FROM broken_target)
  UNION ALL
  SELECT id || ':' || number, organization_id, 'connection', connection_id, code, reason
  FROM delivery WHERE attention = 'connection' AND connection_id IN (SELECT id FROM broken_connection)
),
${noticeFailuresSql("failure")},
retry AS (
  SELECT ${deliveryJobColumnsSql({ due: "next_attempt_at", place: "tail_place(next_attempt_at)" })}, id AS ord
  FROM delivery WHERE delay_ms IS NOT NULL
),
jobs AS (${enqueueJobsSql("retry", { hasPlace: true })})
SELECT kind, status, event_id FROM delivery`;
