import type { StepSample } from "../step-sample";

export const samples: StepSample[] = [
  { name: "a ticket in a few words", config: { model: "mine/small", input: ["$event.subject", "$event.body"], maxWords: 20 }, payload: { subject: "Checkout is down", body: "Since 9:40" }, expect: { kind: "continue", values: { summarize: { text: "Checkout is down\nSince 9:40" } } } },
  { name: "nothing to read", config: { model: "mine/small", input: ["$event.body"], onError: { text: "(no summary)" } }, payload: {}, expect: { kind: "continue", values: { summarize: { text: "" } } } },
];
