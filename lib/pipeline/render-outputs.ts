import type { Json } from "@/lib/durable/contract";
import { isObject } from "./apply-patch";
import type { ContextView, JsonObject, RunContext } from "./context";
import { redactedViews, viewContext, viewKey } from "./redaction-view";

/** A step that reads `views` and has run, with the values it then saw. */
export type OutputRendering<Step> = { step: Step; valuesBefore: JsonObject };

/**
 * `$output` as each redacted view sees it. All steps that made it are run again, in order, on that view with every
 * redaction known by now, so that a transform ahead of a redact.pii leaks no more than one behind it.
 */
export function renderOutputs<Step>(
  context: RunContext,
  renderings: readonly OutputRendering<Step>[],
  execute: (step: Step, seen: RunContext) => Json | undefined,
): RunContext {
  if (context.redactions.length === 0 || renderings.length === 0) return context;
  const outputs: Record<string, Json> = {};
  for (const view of redactedViews(context)) {
    const output = renderOutput(context, view, renderings, execute);
    if (output !== undefined) outputs[viewKey(context, view)] = output;
  }
  const { event, values, redactions, fieldOrder } = context;
  return { event, values, redactions, outputs, ...(fieldOrder ? { fieldOrder } : {}) };
}

function renderOutput<Step>(
  { event, values, redactions }: RunContext,
  view: ContextView,
  renderings: readonly OutputRendering<Step>[],
  execute: (step: Step, seen: RunContext) => Json | undefined,
): Json | undefined {
  const key = viewKey({ redactions }, view);
  let output: Json | undefined;
  for (const { step, valuesBefore } of renderings) {
    const outputs = output === undefined ? undefined : { [key]: output };
    const seen = viewContext({ event, values: stillCurrent(valuesBefore, values), redactions, outputs }, view);
    output = execute(step, seen) ?? output;
  }
  return output;
}

/** What was there then, as it is now: findings say where personal data stands in the values of now. */
function stillCurrent(before: JsonObject, now: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(before).flatMap(([key, value]) => {
      const current = now[key];
      if (current === undefined) return [];
      return [[key, isObject(value) && isObject(current) ? pick(current, Object.keys(value)) : current]];
    }),
  );
}

function pick(object: JsonObject, keys: string[]): JsonObject {
  return Object.fromEntries(keys.flatMap((key) => {
    const value = object[key];
    return value === undefined ? [] : [[key, value]];
  }));
}
