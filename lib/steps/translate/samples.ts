import type { StepSample } from "../step-sample";

export const samples: StepSample[] = [
  { name: "into English", config: { model: "mine/small", input: ["$event.body"], language: "English" }, payload: { body: "Hallo" }, expect: { kind: "continue", values: { translate: { text: "Hallo" } } } },
];
