import { parseDuration } from "@/lib/pipeline/durations";
import type { StepExecutor } from "../contract";
import { eventKey } from "../event-key";
import type { dedupe } from "./definition";

export const executeDedupe: StepExecutor<typeof dedupe> = async ({ config, context, organizationId, scope, stepKey }, { windows }) => {
  const key = eventKey(config.key, context);
  if (key === null) return { kind: "continue", patch: {}, facts: { key: null } };
  const place = await windows.take({
    organizationId, scope, key, ticket: stepKey, holder: context.event.id, max: 1, windowMs: parseDuration(config.window), isPatient: false,
  });
  if (place.kind === "taken") return { kind: "continue", patch: {} };
  return { kind: "drop", reason: `duplicate of ${place.heldBy}, which passed at ${new Date(place.heldAtMs).toISOString()}` };
};
