import { deliveryConditions, type DeliveryFilter } from "@/lib/events/delivery-list-store";

export type ReplayScope = DeliveryFilter & { ids?: string[] | undefined };

/** What a replay may take, `d` being the delivery. Only the statuses that can be sent again are ever asked for. */
export function replayScope(organizationId: string, { ids, statuses = [], ...filter }: ReplayScope): { sql: string; values: unknown[] } {
  const values: unknown[] = [organizationId];
  const bind = (value: unknown) => `$${values.push(value)}`;
  // Literals: the planner must see the statuses to use the partial indexes.
  const conditions = ["d.organization_id = $1", "d.superseded_by is null", `d.status in (${statuses.map((status) => `'${status}'`).join(", ")})`, ...deliveryConditions(filter, bind)];
  if (filter.pipelineId !== undefined) conditions.push(`d.pipeline_id = ${bind(filter.pipelineId)}`);
  if (ids) conditions.push(`d.id = any(${bind(ids)})`);
  return { sql: conditions.join(" and "), values };
}
