import { deliveryResourceSchema } from "@/lib/events/delivery-resource";
import { getDelivery } from "@/lib/events/list-deliveries";
import { defineRoute } from "@/lib/http/define-route";
import { dataOf, idParams } from "../../route-parts";

export const GET = defineRoute({
  scope: "read",
  params: idParams,
  response: dataOf(deliveryResourceSchema),
  handler: async ({ actor, params, db }) => ({ data: await getDelivery(db, actor.organizationId, params.id) }),
});
