import { defineFunction } from "@/lib/durable/contract";
import type { Deliver } from "@/lib/deliveries/deliver";
import type { ReviveDelivery } from "@/lib/deliveries/revive-delivery";
import { deliveryTrigger, type DeliveryJobData } from "@/lib/deliveries/delivery-trigger";

/** Slack takes about one message a second and channel; `lane` is that channel. */
export function deliverToSlackFunction(deliver: Deliver, revive: ReviveDelivery) {
  return defineFunction<DeliveryJobData>({
    id: "deliver-to-slack",
    trigger: deliveryTrigger("slack"),
    // The product has its own retry schedule: the engine's retries cover a database that was away for a while.
    retries: 20,
    throttle: { keyPath: "lane", limit: 1, periodMs: 1000 },
    handler: ({ data, step, handover, ticket }) => deliver(data, step, { handover, ticket }),
    onFailure: ({ data }) => revive(data),
  });
}
