import type { StepSample } from "../step-sample";

export const samples: StepSample[] = [
  {
    name: "an account by its id",
    config: { name: "account", method: "GET", url: "https://api.example/accounts/$event.customer_id" },
    payload: { customer_id: "cus 1/2" },
    expect: { kind: "continue", values: { enrich: { account: { asked: "GET https://api.example/accounts/cus%201%2F2" } } } },
  },
  {
    name: "a score, remembered for an hour",
    config: { name: "score", method: "POST", url: "https://api.example/score", body: '{ id: $event.customer_id }', cacheFor: "1h", onError: "fail" },
    payload: { customer_id: "cus_1" },
    expect: { kind: "continue", values: { enrich: { score: { asked: 'POST https://api.example/score {"id":"cus_1"}' } } } },
  },
];
