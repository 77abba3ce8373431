import type { Database } from "@/lib/db";
import type { Json } from "@/lib/durable/contract";

export const deliveryStatuses = ["pending", "delivering", "retrying", "held", "delivered", "skipped", "dead"] as const;
export type DeliveryStatus = (typeof deliveryStatuses)[number];

export type DeliveryRow = {
  id: string;
  run_id: string;
  event_id: string;
  pipeline_id: string;
  destination_id: string;
  kind: string;
  connection_id: string;
  target: Json;
  status: string;
  reason: string | null;
  code: string | null;
  cuts: string[];
  attempts: number;
  possibly_sent: boolean;
  receipt: Json;
  next_attempt_at: Date | null;
  created_at: Date;
  finished_at: Date | null;
};

/** `delivering` is not stored: it is a pending or retrying delivery whose attempt is under way. */
const isSending = "d.status in ('pending', 'retrying') and exists (select 1 from attempts t where t.delivery_id = d.id and t.status = 'sending')";
const columns = `d.id, d.run_id, d.event_id, d.pipeline_id, d.destination_id, d.kind, d.connection_id, d.target,
  case when ${isSending} then 'delivering' else d.status end as status, d.reason, d.code, coalesce(d.cuts, '{}') as cuts, d.attempts, d.possibly_sent, d.receipt,
  d.next_attempt_at, d.created_at, d.finished_at`;

export type DeliveryFilter = { status?: DeliveryStatus | undefined; pipelineId?: string | undefined; kind?: string | undefined };

export type DeliverySlice = { rows: DeliveryRow[]; scanned: number; lastScanned: string | null };

/** As sliceEvents: indexes know organization, pipeline and the unsettled statuses; the rest is asked of a slice. */
export async function sliceDeliveries(
  organizationId: string,
  db: Database,
  filter: DeliveryFilter,
  page: { cursor?: string | undefined; limit: number; sliceSize: number },
): Promise<DeliverySlice> {
  const values: unknown[] = [organizationId];
  const bind = (value: unknown) => `$${values.push(value)}`;
  const indexed = ["d.organization_id = $1"];
  if (filter.pipelineId !== undefined) indexed.push(`d.pipeline_id = ${bind(filter.pipelineId)}`);
  if (page.cursor !== undefined) indexed.push(`d.id < ${bind(page.cursor)}`);
  // Literals, which the type limits: the planner must see them to use the partial index of unsettled deliveries.
  if (filter.status === "delivering") indexed.push("d.status in ('pending', 'retrying')");
  else if (filter.status !== undefined && filter.status !== "delivered") indexed.push(`d.status = '${filter.status}'`);
  const rest = ["true"];
  if (filter.status === "delivered") rest.push("d.status = 'delivered'");
  if (filter.status === "delivering") rest.push(isSending);
  if (filter.kind !== undefined) rest.push(`d.kind = ${bind(filter.kind)}`);

  const { rows } = await db.pool.query<DeliveryRow & { scanned: number; last_scanned: string }>(
    `with slice as materialized (select d.* from deliveries d where ${indexed.join(" and ")} order by d.id desc limit ${bind(page.sliceSize)}),
       extent as (select count(*)::int as scanned, min(id) as last_scanned from slice)
     select extent.scanned, extent.last_scanned, found.* from extent left join lateral (
       select ${columns} from slice d where ${rest.join(" and ")} order by d.id desc limit ${bind(page.limit)}
     ) found on true`,
    values,
  );
  const [first] = rows;
  return { rows: rows.filter((row) => row.id !== null), scanned: first?.scanned ?? 0, lastScanned: first?.last_scanned ?? null };
}

export async function deliveriesOf(organizationId: string, db: Database, by: { runIds: string[] } | { id: string }): Promise<DeliveryRow[]> {
  const condition = "runIds" in by ? "d.run_id = any($2)" : "d.id = $2";
  const { rows } = await db.pool.query<DeliveryRow>(
    `select ${columns} from deliveries d where d.organization_id = $1 and ${condition} order by d.run_id, d.id`,
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
