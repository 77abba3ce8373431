import type { StepSample } from "../step-sample";

export const samples: StepSample[] = [
  {
    name: "a customer's plan",
    config: { kind: "customer", externalId: "$event.customer_id", traits: { plan: "$event.plan", seats: "$event.seats", label: "$event.plan of $event.customer_id", never: "$event.missing" } },
    payload: { customer_id: "cus_2", plan: "pro", seats: 3 },
    expect: { kind: "continue", values: { entity: { customer: { plan: "pro", seats: 3, label: "pro of cus_2", external_id: "cus_2" } } } },
  },
  { name: "an event without the id", config: { kind: "customer", externalId: "$event.customer_id", traits: { plan: "$event.plan" } }, payload: { plan: "pro" }, expect: { kind: "continue", values: { entity: { customer: {} } } } },
];
