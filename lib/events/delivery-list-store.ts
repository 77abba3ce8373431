import type { Database } from "@/lib/db";
import { deliveryColumns, deliveryJoins, isSendingSql, type DeliveryRow, type DeliveryStatus } from "./delivery-store";
import type { Slice, SliceOrder } from "./walk";

export type DeliveryFilter = {
  /** Any of them. */
  statuses?: DeliveryStatus[] | undefined;
  pipelineId?: string | undefined;
  destinationId?: string | undefined;
  kind?: string | undefined;
  connectionId?: string | undefined;
  possiblySent?: boolean | undefined;
  /** Whether a new run sends in its place; `any` = shown either way, absent = not shown. */
  superseded?: "true" | "false" | "any" | undefined;
  carriedBy?: string | undefined;
};

/** As sliceEvents: indexes know organization, the unsettled statuses, the pipeline or what carries them; the rest is asked of a slice. */
export async function sliceDeliveries(organizationId: string, db: Database, filter: DeliveryFilter, { cursor, limit, size }: SliceOrder): Promise<Slice<DeliveryRow>> {
  const values: unknown[] = [organizationId];
  const bind = (value: unknown) => `$${values.push(value)}`;
  const before = cursor === undefined ? "" : ` and d.id < ${bind(cursor)}`;
  const sizePlace = bind(size);
  const unsettled = unsettledStatuses(filter.statuses);
  const rest = deliveryConditions(filter, bind);
  if (filter.pipelineId !== undefined && unsettled) rest.push(`d.pipeline_id = ${bind(filter.pipelineId)}`);
  const pipeline = filter.pipelineId !== undefined && !unsettled ? ` and d.pipeline_id = ${bind(filter.pipelineId)}` : "";
  // Here, too, for the index of the dead ones.
  const hidden = isHidden(filter) ? " and d.superseded_by is null" : "";
  const carried = filter.carriedBy === undefined ? "" : ` and d.carried_by = ${bind(filter.carriedBy)}`;
  const slice = (condition: string) => `(select d.* from deliveries d where d.organization_id = $1${condition}${hidden}${carried}${before} order by d.id desc limit ${sizePlace})`;
  // Literals, which the type limits: the planner must see them to use the partial index of unsettled deliveries. One
  // slice a status, merged: the index holds the ids of each status in order, not of all together.
  const slices = unsettled ? unsettled.map((status) => slice(` and d.status = '${status}'`)) : [slice(pipeline)];

  const { rows } = await db.pool.query<DeliveryRow & { scanned: number; last_scanned: string }>(
    `with slice as materialized (select * from (${slices.join(" union all ")}) slices order by id desc limit ${sizePlace}),
       extent as (select count(*)::int as scanned, min(id) as last_scanned from slice),
       found as (select * from slice d where ${["true", ...rest].join(" and ")} order by id desc limit ${bind(limit)})
     select extent.scanned, extent.last_scanned, ${deliveryColumns}
     from extent left join found d on true ${deliveryJoins} order by d.id desc`,
    values,
  );
  const [first] = rows;
  return { rows: rows.filter((row) => row.id !== null), scanned: first?.scanned ?? 0, lastScanned: first?.last_scanned ?? null };
}

/** The stored statuses asked for, if the partial index holds all of them. */
function unsettledStatuses(statuses: DeliveryStatus[] | undefined): string[] | null {
  if (!statuses || statuses.length === 0 || statuses.includes("delivered") || statuses.includes("skipped")) return null;
  return [...new Set(statuses.flatMap((status) => (status === "delivering" ? ["pending", "retrying"] : [status])))];
}

function isHidden({ superseded = "false" }: DeliveryFilter): boolean {
  return superseded === "false";
}

/** What a slice is asked; `d` is the delivery. */
export function deliveryConditions(filter: DeliveryFilter, bind: (value: unknown) => string): string[] {
  const conditions: string[] = [];
  if (filter.statuses && filter.statuses.length > 0) {
    const stored = filter.statuses.filter((status) => status !== "delivering");
    const alternatives = stored.length > 0 ? [`d.status = any(${bind(stored)})`] : [];
    if (filter.statuses.includes("delivering")) alternatives.push(`(${isSendingSql})`);
    conditions.push(`(${alternatives.join(" or ")})`);
  }
  if (filter.superseded === "true") conditions.push("d.superseded_by is not null");
  if (filter.destinationId !== undefined) conditions.push(`d.destination_id = ${bind(filter.destinationId)}`);
  if (filter.kind !== undefined) conditions.push(`d.kind = ${bind(filter.kind)}`);
  if (filter.connectionId !== undefined) conditions.push(`d.connection_id = ${bind(filter.connectionId)}`);
  if (filter.carriedBy !== undefined) conditions.push(`d.carried_by = ${bind(filter.carriedBy)}`);
  if (filter.possiblySent !== undefined) conditions.push(`d.possibly_sent = ${bind(filter.possiblySent)}`);
  return conditions;
}
