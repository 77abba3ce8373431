import type { StepSample } from "../step-sample";

export const samples: StepSample[] = [
  { name: "a known customer", config: { kind: "customer", key: "$event.customer_id" }, payload: { customer_id: "cus_1" }, expect: { kind: "continue", values: { entity: { customer: { plan: "pro", external_id: "cus_1" } } } } },
  { name: "an unknown one", config: { kind: "customer", key: "$event.customer_id" }, payload: { customer_id: "cus_unknown" }, expect: { kind: "continue", values: { entity: { customer: {} } } } },
  { name: "an event without the id", config: { kind: "customer", key: "$event.customer_id" }, payload: {}, expect: { kind: "continue", values: { entity: { customer: {} } } } },
];
