import { z } from "zod";
import { deliveryFilterOf, deliveryQuery, supersededQuery } from "@/lib/events/delivery-query";
import { deliverySummarySchema } from "@/lib/events/delivery-resource";
import { listDeliveries } from "@/lib/events/list-deliveries";
import { defineRoute } from "@/lib/http/define-route";
import { pageQuery, scannedPageSchema } from "@/lib/http/paging";

export const GET = defineRoute({
  scope: "read",
  query: z.strictObject({ ...pageQuery, ...deliveryQuery, ...supersededQuery }),
  response: scannedPageSchema(deliverySummarySchema),
  handler: async ({ actor, query, db }) => {
    const filter = await deliveryFilterOf(db, actor.organizationId, query);
    if (filter === null) return { data: [], next: null, scanned: 0 };
    return listDeliveries(db, actor.organizationId, filter, query);
  },
});
