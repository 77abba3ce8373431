import { defineFunction } from "@/lib/durable/contract";
import type { Deliver } from "@/lib/deliveries/deliver";
import type { ReviveDelivery } from "@/lib/deliveries/revive-delivery";
import { deliveryTrigger, type DeliveryJobData } from "@/lib/deliveries/delivery-trigger";

/** Unpaced and unordered: a receiver that wants less answers 429. */
export function deliverToWebhookFunction(deliver: Deliver, revive: ReviveDelivery) {
  return defineFunction<DeliveryJobData>({
    id: "deliver-to-webhook",
    trigger: deliveryTrigger("webhook"),
    retries: 20,
    handler: ({ data, step, handover, ticket }) => deliver(data, step, { handover, ticket }),
    onFailure: ({ data }) => revive(data),
  });
}
