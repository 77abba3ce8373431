import type { BegunFirstAttempt } from "@/lib/deliveries/begin-attempt";
import type { Deliver } from "@/lib/deliveries/deliver";
import { deliveryTrigger, type DeliveryJobData } from "@/lib/deliveries/delivery-trigger";
import type { ReviveDelivery } from "@/lib/deliveries/revive-delivery";
import { destinationDefinition, type DestinationKind } from "@/lib/destinations/catalog";
import { defineFunction } from "@/lib/durable/contract";

/** One function a kind, so that each is throttled and watched on its own. `lane` is one target of one connection. */
export function deliverFunction(kind: DestinationKind, deliver: Deliver, revive: ReviveDelivery) {
  const throttle = destinationDefinition(kind)?.throttle;
  return defineFunction<DeliveryJobData>({
    id: `deliver-to-${kind}`,
    trigger: deliveryTrigger(kind),
    // The product has its own retry schedule: the engine's retries cover a database that was away for a while.
    retries: 20,
    ...(throttle ? { throttle: { keyPath: "lane", ...throttle } } : {}),
    handler: ({ data, step, handover, ticket }) => deliver(data, step, { first: handover as BegunFirstAttempt | undefined, ticket }),
    onFailure: ({ data }) => revive(data),
  });
}
