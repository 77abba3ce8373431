import { createHash } from "node:crypto";
import { z } from "zod";
import { evaluateCondition } from "@/lib/pipeline/condition";
import { conditionSchema } from "@/lib/pipeline/definition";
import type { JsonObject, RunContext } from "@/lib/pipeline/context";
import { resolveText } from "@/lib/pipeline/refs";
import { quietUntil } from "./quiet-hours";

const configSchema = z.looseObject({
  group: z.object({ key: z.array(z.string()) }).optional(),
  quiet: z.object({ from: z.string(), to: z.string(), timeZone: z.string(), unless: conditionSchema.optional() }).optional(),
});

/** `groupKey`: of the messages it belongs to; null = it stands alone. `notBeforeMs`: when it may be sent at the earliest. */
export type Noise = { groupKey: string | null; notBeforeMs: number | null };

const none: Noise = { groupKey: null, notBeforeMs: null };

/** What a destination's config makes of one event: which messages it joins, and whether it waits for the morning. */
export function noiseOf(config: JsonObject, context: RunContext, nowMs: number): Noise {
  if (config["group"] === undefined && config["quiet"] === undefined) return none;
  const { group, quiet } = configSchema.safeParse(config).data ?? {};
  const values = (group?.key ?? []).map((ref) => resolveText(ref, context) ?? null);
  const isGrouped = values.some((value) => value !== null);
  const isOverridden = quiet?.unless !== undefined && evaluateCondition(quiet.unless, context);
  return {
    groupKey: isGrouped ? createHash("sha256").update(JSON.stringify(values)).digest("hex") : null,
    notBeforeMs: quiet === undefined || isOverridden ? null : quietUntil(quiet, nowMs),
  };
}
