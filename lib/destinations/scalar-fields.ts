import type { RunContext } from "@/lib/pipeline/context";

/** The payload's texts, numbers and truth values by name. Declared fields first, in the schema's order; the others follow. */
export function scalarFields({ event: { payload }, fieldOrder = [] }: Pick<RunContext, "event" | "fieldOrder">): [name: string, value: string][] {
  if (typeof payload !== "object" || payload === null) return payload === null ? [] : [["payload", String(payload)]];
  if (Array.isArray(payload)) return [];
  const declared = fieldOrder.filter((name) => Object.hasOwn(payload, name));
  const names = [...new Set([...declared, ...Object.keys(payload)])];
  return names.flatMap((name): [string, string][] => {
    const value = payload[name];
    return typeof value === "string" || typeof value === "number" || typeof value === "boolean" ? [[name, String(value)]] : [];
  });
}
