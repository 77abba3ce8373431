import { parseDuration } from "@/lib/pipeline/durations";
import type { StepExecutor } from "../contract";
import { eventKey } from "../event-key";
import type { throttle } from "./definition";

/** An event without the key is counted with its like, so that leaving it out is no way around the limit. */
const withoutKey = "null";

/**
 * A place is taken once and kept: an event that waits has its turn already, and comes back to find it. The run's clock is
 * not asked, since it stands still at the run's start.
 */
export const executeThrottle: StepExecutor<typeof throttle> = async ({ config, context, organizationId, scope, stepKey }, { windows, clock }) => {
  const { max, window, mode } = config;
  const key = eventKey(config.key ?? [], context) ?? withoutKey;
  const place = await windows.take({
    organizationId, scope, key, ticket: stepKey, holder: context.event.id, max, windowMs: parseDuration(window), isPatient: mode === "delay",
  });
  if (place.kind === "refused") {
    return { kind: "drop", reason: `${max} in ${window} had passed: ${place.heldBy} at ${new Date(place.heldAtMs).toISOString()} was the earliest of them` };
  }
  if (place.atMs > clock.now()) return { kind: "wait", until: place.atMs, reason: `${max} in ${window} had passed` };
  return { kind: "continue", patch: {} };
};
