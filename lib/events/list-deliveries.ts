import type { Database } from "@/lib/db";
import { UserError } from "@/lib/errors";
import type { Page } from "@/lib/http/paging";
import { sliceDeliveries, type DeliveryFilter } from "./delivery-list-store";
import { toDeliveryResource, toDeliverySummary, type DeliveryResource, type DeliverySummary } from "./delivery-resource";
import { attemptsOf, deliveriesOf } from "./delivery-store";
import { walk } from "./walk";

/** Newest first; a page may be short and still name a next one. `scanned` = deliveries looked at for it. */
export async function listDeliveries(
  db: Database,
  organizationId: string,
  filter: DeliveryFilter,
  page: { cursor?: string | undefined; limit: number },
): Promise<Page<DeliverySummary> & { scanned: number }> {
  const { rows, next, scanned } = await walk(page, (order) => sliceDeliveries(organizationId, db, filter, order));
  return { data: rows.map(toDeliverySummary), next, scanned };
}

/** With its attempts. Throws `not_found`, for another organization's as well. */
export async function getDelivery(db: Database, organizationId: string, id: string): Promise<DeliveryResource> {
  const [row] = await deliveriesOf(organizationId, db, { id });
  if (!row) throw new UserError("not_found", "There is no such delivery");
  return toDeliveryResource(row, await attemptsOf(organizationId, db, [id]));
}
