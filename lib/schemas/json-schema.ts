import type { Json } from "@/lib/durable/contract";

/** A JSON Schema as data: what is not an object (`true`, `false`) is read as one without keywords. */
export type JsonSchema = { [key: string]: Json };

export function asSchema(value: unknown): JsonSchema {
  return isSchema(value) ? value : {};
}

function isSchema(value: unknown): value is JsonSchema {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function propertiesOf(schema: JsonSchema): [name: string, member: JsonSchema][] {
  return Object.entries(asSchema(schema.properties)).map(([name, member]) => [name, asSchema(member)]);
}

export function isRequired(schema: JsonSchema, name: string): boolean {
  return Array.isArray(schema.required) && schema.required.includes(name);
}
