import type { StepSample } from "../step-sample";

export const samples: StepSample[] = [
  { name: "all", config: { rate: 1 }, payload: {}, expect: { kind: "continue" } },
  { name: "none", config: { rate: 0, key: ["$event.user_id"] }, payload: { user_id: "u1" }, expect: { kind: "drop", reason: "not in the sample of 0 %" } },
];
