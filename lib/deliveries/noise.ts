import { createHash } from "node:crypto";
import { namesOfKey } from "@/lib/destinations/digest-parts";
import { noiseConfig } from "@/lib/destinations/noise-fields";
import { parseOnce } from "@/lib/destinations/parse-once";
import type { Json } from "@/lib/durable/contract";
import { evaluateCondition } from "@/lib/pipeline/condition";
import type { RunContext } from "@/lib/pipeline/context";
import type { PipelineDestination } from "@/lib/pipeline/definition";
import { parseDuration } from "@/lib/pipeline/durations";
import { resolveText } from "@/lib/pipeline/refs";
import { quietUntil } from "./quiet-hours";

export type Noise = {
  /** Of the messages it answers or replaces; null = it does neither. */
  groupKey: string | null;
  /** What gathers into one message: `names` are the values of its key, for the title. Null = it is sent by itself. */
  digest: { key: string; names: string[] } | null;
  /** When it may be sent at the earliest; of a digest, when it is over if this event opens it. */
  notBeforeMs: number | null;
};

const none: Noise = { groupKey: null, digest: null, notBeforeMs: null };

/** What a destination's config makes of one event: which messages it joins, and until when it waits. */
export function noiseOf({ config, connection, target }: Pick<PipelineDestination, "config" | "connection" | "target">, context: RunContext, nowMs: number): Noise {
  if (config["group"] === undefined && config["quiet"] === undefined) return none;
  const { group, quiet } = parseOnce(noiseConfig, config).data ?? {};
  const values = (group?.key ?? []).map((ref) => resolveText(ref, context) ?? null);
  const isGrouped = values.some((value) => value !== null);
  const isOverridden = quiet?.unless !== undefined && evaluateCondition(quiet.unless, context);
  const sendableAt = (ms: number) => (quiet === undefined ? null : quietUntil(quiet, ms));
  if (group?.mode === "digest") {
    if (isOverridden) return none;
    if (!isGrouped) return { ...none, notBeforeMs: sendableAt(nowMs) };
    const closesAtMs = nowMs + parseDuration(group.window);
    return { groupKey: null, digest: { key: hashOf([values, connection, target]), names: namesOfKey(values) }, notBeforeMs: sendableAt(closesAtMs) ?? closesAtMs };
  }
  return { groupKey: isGrouped ? hashOf(values) : null, digest: null, notBeforeMs: isOverridden ? null : sendableAt(nowMs) };
}

function hashOf(value: Json): string {
  return createHash("sha256").update(JSON.stringify(value)).digest("hex");
}
