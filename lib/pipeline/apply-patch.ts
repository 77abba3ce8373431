import type { Json } from "@/lib/durable/contract";
import type { ContextPatch, JsonObject, RunContext } from "./context";

/** The context after a step. Values merge one level deep. */
export function applyPatch(context: RunContext, { values, redaction }: ContextPatch): RunContext {
  return {
    ...context,
    values: values ? mergeValues(context.values, values) : context.values,
    redactions: redaction ? [...context.redactions, redaction] : context.redactions,
  };
}

function mergeValues(values: JsonObject, written: JsonObject): JsonObject {
  // Not `{ ...values }`: on Node 20 each thing added to a spread object makes a hidden class of its own, at twenty times
  // the cost, and keeps the collector busy. The same goes for every object on an event's way.
  const merged: JsonObject = Object.assign({}, values);
  for (const [root, value] of Object.entries(written)) {
    const before = merged[root];
    merged[root] = root !== "output" && isObject(before) && isObject(value) ? Object.assign({}, before, value) : value;
  }
  return merged;
}

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
