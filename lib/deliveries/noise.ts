import { createHash } from "node:crypto";
import { noiseConfig } from "@/lib/destinations/noise-fields";
import { parseOnce } from "@/lib/destinations/parse-once";
import { evaluateCondition } from "@/lib/pipeline/condition";
import type { JsonObject, RunContext } from "@/lib/pipeline/context";
import { resolveText } from "@/lib/pipeline/refs";
import { quietUntil } from "./quiet-hours";

/** `groupKey`: of the messages it belongs to; null = it stands alone. `notBeforeMs`: when it may be sent at the earliest. */
export type Noise = { groupKey: string | null; notBeforeMs: number | null };

const none: Noise = { groupKey: null, notBeforeMs: null };

/** What a destination's config makes of one event: which messages it joins, and whether it waits for the morning. */
export function noiseOf(config: JsonObject, context: RunContext, nowMs: number): Noise {
  if (config["group"] === undefined && config["quiet"] === undefined) return none;
  const { group, quiet } = parseOnce(noiseConfig, config).data ?? {};
  const values = (group?.key ?? []).map((ref) => resolveText(ref, context) ?? null);
  const isGrouped = values.some((value) => value !== null);
  const isOverridden = quiet?.unless !== undefined && evaluateCondition(quiet.unless, context);
  return {
    groupKey: isGrouped ? createHash("sha256").update(JSON.stringify(values)).digest("hex") : null,
    notBeforeMs: quiet === undefined || isOverridden ? null : quietUntil(quiet, nowMs),
  };
}
