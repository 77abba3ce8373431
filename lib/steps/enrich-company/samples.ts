import type { StepSample } from "../step-sample";

export const samples: StepSample[] = [
  {
    name: "a company by an address",
    config: { from: "$event.email" },
    payload: { email: "maria@contoso.example" },
    expect: { kind: "continue", values: { enrich: { company: { domain: "contoso.example", title: "Sample page", url: "https://contoso.example/" } } } },
  },
  { name: "a free provider", config: { from: "$event.email" }, payload: { email: "maria@gmail.com" }, expect: { kind: "continue", values: { enrich: { company: {} } } } },
  { name: "nothing to look at", config: { from: "$event.website", onError: "fail" }, payload: {}, expect: { kind: "continue", values: { enrich: { company: {} } } } },
];
