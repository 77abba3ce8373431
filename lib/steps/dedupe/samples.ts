import type { StepSample } from "../step-sample";

export const samples: StepSample[] = [
  { name: "one alert a host and day", config: { key: ["$event.host", "$event.check"], window: "24h" }, payload: { host: "web-1", check: "disk" }, expect: { kind: "continue" } },
  { name: "an event without the key", config: { key: ["$event.host"], window: "5m" }, payload: {}, expect: { kind: "continue" } },
];
