import type { StepSample } from "../step-sample";

export const samples: StepSample[] = [
  { name: "one message a user and hour", config: { key: ["$event.user_id"], max: 1, window: "1h", mode: "drop" }, payload: { user_id: "u1" }, expect: { kind: "continue" } },
  { name: "ten a minute in all, the others wait", config: { max: 10, window: "1m", mode: "delay" }, payload: {}, expect: { kind: "continue" } },
];
