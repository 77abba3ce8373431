import { createHash } from "node:crypto";
import type { StepExecutor } from "../contract";
import { eventKey } from "../event-key";
import type { sampleEvents } from "./definition";

/** By the hash of the key: the same on every replay, process and version, and a larger share holds the smaller one. */
export const executeSample: StepExecutor<typeof sampleEvents> = ({ config, context }) => {
  const { rate, key = [] } = config;
  const position = positionOf(eventKey(key, context) ?? context.event.id);
  if (position < rate) return { kind: "continue", patch: {} };
  return { kind: "drop", reason: `not in the sample of ${Number((rate * 100).toFixed(4))} %` };
};

/** In [0, 1), evenly. */
function positionOf(key: string): number {
  return createHash("sha256").update(key).digest().readUIntBE(0, 6) / 2 ** 48;
}
