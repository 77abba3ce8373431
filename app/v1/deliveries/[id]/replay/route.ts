import { replayChoiceSchema } from "@/lib/deliveries/replay-choice";
import { replayDelivery } from "@/lib/deliveries/replay-delivery";
import { wakeEngine } from "@/lib/engine";
import { deliveryResourceSchema } from "@/lib/events/delivery-resource";
import { getDelivery } from "@/lib/events/list-deliveries";
import { defineRoute } from "@/lib/http/define-route";
import { callerOf, dataOf, idParams } from "../../../route-parts";

/** Sends it again, as it was rendered unless chosen otherwise; answers before it is sent. */
export const POST = defineRoute({
  scope: "manage",
  status: 202,
  params: idParams,
  body: replayChoiceSchema.prefault({}),
  response: dataOf(deliveryResourceSchema),
  handler: async ({ actor, params, body, db }) => {
    await replayDelivery(db, callerOf(actor), params.id, body, wakeEngine);
    return { data: await getDelivery(db, actor.organizationId, params.id) };
  },
});
