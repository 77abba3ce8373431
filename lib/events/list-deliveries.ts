import type { Database } from "@/lib/db";
import { UserError } from "@/lib/errors";
import type { Page } from "@/lib/http/paging";
import { toDeliveryResource, toDeliverySummary, type DeliveryResource, type DeliverySummary } from "./delivery-resource";
import { attemptsOf, deliveriesOf, sliceDeliveries, type DeliveryFilter } from "./delivery-store";
import { nextOf } from "./slice";

/** Deliveries one call looks at when a filter has no index. */
const SLICE = 5000;

/** Newest first; a page may be short and still name a next one. */
export async function listDeliveries(
  db: Database,
  organizationId: string,
  filter: DeliveryFilter,
  page: { cursor?: string | undefined; limit: number },
): Promise<Page<DeliverySummary>> {
  const isScan = filter.kind !== undefined || filter.status === "delivered" || filter.status === "delivering";
  const sliceSize = isScan ? Math.max(SLICE, page.limit + 1) : page.limit + 1;
  const slice = await sliceDeliveries(organizationId, db, filter, { ...page, limit: page.limit + 1, sliceSize });
  return { data: slice.rows.slice(0, page.limit).map(toDeliverySummary), next: nextOf(slice, page.limit, sliceSize) };
}

/** With its attempts. Throws `not_found`, for another organization's as well. */
export async function getDelivery(db: Database, organizationId: string, id: string): Promise<DeliveryResource> {
  const [row] = await deliveriesOf(organizationId, db, { id });
  if (!row) throw new UserError("not_found", "There is no such delivery");
  return toDeliveryResource(row, await attemptsOf(organizationId, db, [id]));
}
