import type { Database } from "@/lib/db";
import type { Json } from "@/lib/durable/contract";

export const deliveryStatuses = ["pending", "delivering", "retrying", "held", "delivered", "skipped", "dead"] as const;
export type DeliveryStatus = (typeof deliveryStatuses)[number];

export type DeliveryRow = {
  id: string;
  run_id: string;
  event_id: string;
  event_type: string | null;
  pipeline_id: string;
  pipeline: string | null;
  pipeline_name: string | null;
  destination_id: string;
  kind: string;
  connection_id: string;
  connection: string | null;
  target: Json;
  status: string;
  reason: string | null;
  code: string | null;
  cuts: string[];
  attempts: number;
  carried_by: string | null;
  possibly_sent: boolean;
  superseded_by: string | null;
  receipt: Json;
  next_attempt_at: Date | null;
  created_at: Date;
  finished_at: Date | null;
};

export type DeliveryDetailRow = DeliveryRow & { message: Json };

/** `delivering` is not stored: it is a pending or retrying delivery whose attempt is under way. */
export const isSendingSql = "d.status in ('pending', 'retrying') and exists (select 1 from attempts t where t.delivery_id = coalesce(d.carried_by, d.id) and t.status = 'sending')";

export const deliveryColumns = `d.id, d.run_id, d.event_id, e.type as event_type, d.pipeline_id, p.slug as pipeline, p.name as pipeline_name, d.destination_id, d.kind,
  d.connection_id, c.name as connection, d.target, case when ${isSendingSql} then 'delivering' else d.status end as status, d.reason, d.code,
  coalesce(d.cuts, '{}') as cuts, d.attempts, d.carried_by, d.possibly_sent, d.superseded_by, d.receipt, d.next_attempt_at, d.created_at, d.finished_at`;

export const deliveryJoins = `left join events e on e.id = d.event_id left join pipelines p on p.id = d.pipeline_id
  left join connections c on c.id = d.connection_id`;

export async function deliveriesOf(organizationId: string, db: Database, by: { runIds: string[] } | { id: string }): Promise<DeliveryDetailRow[]> {
  const condition = "runIds" in by ? "d.run_id = any($2)" : "d.id = $2";
  const { rows } = await db.pool.query<DeliveryDetailRow>(
    `select ${deliveryColumns}, d.message from deliveries d ${deliveryJoins} where d.organization_id = $1 and ${condition} order by d.run_id, d.id`,
    [organizationId, "runIds" in by ? by.runIds : by.id],
  );
  return rows;
}

export type AttemptRow = {
  delivery_id: string;
  number: number;
  status: string;
  code: string | null;
  detail: string | null;
  request: Json;
  response: Json;
  started_at: Date;
  finished_at: Date | null;
};

export async function attemptsOf(organizationId: string, db: Database, deliveryIds: string[]): Promise<AttemptRow[]> {
  const { rows } = await db.pool.query<AttemptRow>(
    `select delivery_id, number, status, code, detail, request, response, started_at, finished_at
     from attempts where organization_id = $1 and delivery_id = any($2) order by delivery_id, number`,
    [organizationId, deliveryIds],
  );
  return rows;
}
