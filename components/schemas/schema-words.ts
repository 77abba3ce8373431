import type { SchemaResource } from "@/lib/schemas/schema-resource";

export const modeOptions: { value: SchemaResource["mode"]; label: string; hint: string }[] = [
  { value: "refuse", label: "Refuse", hint: "422, kept as a rejection" },
  { value: "warn", label: "Warn", hint: "accepted, and marked" },
  { value: "off", label: "Off", hint: "not looked at" },
];

export const modeWords: Record<SchemaResource["mode"], string> = { refuse: "Refuses what does not fit", warn: "Warns of what does not fit", off: "Is not applied" };

export function schemaPath(type: string): `/schemas/${string}` {
  return `/schemas/${encodeURIComponent(type)}`;
}

export function schemaApiPath(type: string): string {
  return `/v1/schemas/${encodeURIComponent(type)}`;
}

/** Top-level fields, for a list. */
export function fieldCount({ schema }: Pick<SchemaResource, "schema">): number {
  const { properties } = schema;
  return typeof properties === "object" && properties !== null && !Array.isArray(properties) ? Object.keys(properties).length : 0;
}

/** What a type that is not declared and never seen starts from. */
export function blankYaml(type: string): string {
  return `event: ${/^[\w.-]+$/.test(type) ? type : JSON.stringify(type)}\nschema:\n  id: string, required\n  note: string?\n`;
}
