import type { ReplayChoice } from "@/lib/deliveries/replay-choice";

export type ReplayWay = ReplayChoice & { key: string; title: string; help: string };

/** The plain one, which changes nothing but the time. */
export const sameMessage: ReplayWay = {
  key: "same", from: "destination", version: "original",
  title: "The same message", help: "To the destination that failed, as it was made then.",
};

/** In words, the ways to send again what failed. */
export const replayWays: readonly ReplayWay[] = [
  sameMessage,
  { key: "anew", from: "destination", version: "current", title: "The message made anew", help: "To the destination that failed, by the version deployed now." },
  { key: "start", from: "start", version: "current", title: "The event from the start", help: "Through every step and to every destination of the version deployed now." },
  { key: "start-original", from: "start", version: "original", title: "The event from the start, as before", help: "Through every step and to every destination of the version it ran on." },
];
