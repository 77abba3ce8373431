import { z } from "zod";
import { invalidField } from "@/lib/http/invalid-request";
import { isEventType } from "@/lib/ingest/parse-event";
import { compileSchema } from "./compile-schema";
import type { SchemaIdempotency } from "./idempotency";
import { asSchema, type JsonSchema } from "./json-schema";
import { parseYamlSchema } from "./yaml-schema";

export const schemaModes = ["off", "warn", "refuse"] as const;
export type SchemaMode = (typeof schemaModes)[number];

const schemaBytesMax = 128 * 1024;
const monthSeconds = 30 * 24 * 60 * 60;

/** As `yaml`, or as `type` with `schema`. */
export const schemaInputSchema = z.strictObject({
  yaml: z.string().optional(),
  type: z.string().optional(),
  schema: z.record(z.string(), z.json()).optional(),
  idempotency: z.strictObject({ key: z.string().min(1).max(500), window_seconds: z.number().int().min(1).max(monthSeconds).nullable().optional() }).nullable().optional(),
  mode: z.enum(schemaModes).default("refuse"),
  /** The version the change started from; another one in between answers `draft_conflict`. */
  base_version: z.number().int().min(0).optional(),
});
export type SchemaInput = z.infer<typeof schemaInputSchema>;

export type DeclaredSchema = { type: string; schema: JsonSchema; idempotency: SchemaIdempotency | null; mode: SchemaMode };

/** Throws `invalid_request` for what is no declaration, naming the place. `type`: what the address names, if it does. */
export function readSchemaInput(input: SchemaInput, type?: string): DeclaredSchema {
  const declared = input.yaml === undefined ? readFields(input, type) : parseYamlSchema(input.yaml);
  if (type !== undefined && declared.type !== type) throw invalidField("event", `expected ${type}, which the address names; a type's name does not change`);
  if (!isEventType(declared.type)) throw invalidField("type", "expected 1 to 200 letters, digits, spaces and . _ : / - + @ # $ & ( )");
  if (JSON.stringify(declared.schema).length > schemaBytesMax) throw invalidField("schema", `expected at most ${schemaBytesMax / 1024} KiB`);
  const kind = asSchema(declared.schema).type;
  if (kind !== undefined && kind !== "object") throw invalidField("schema.type", "expected object: a payload is one");
  compileSchema(declared.schema);
  return { type: declared.type, schema: declared.schema, idempotency: declared.idempotency ?? null, mode: input.mode };
}

function readFields({ type, schema, idempotency }: SchemaInput, named?: string): { type: string; schema: JsonSchema; idempotency?: SchemaIdempotency } {
  const name = type ?? named;
  if (name === undefined) throw invalidField("type", "expected the event's type, or yaml that names it");
  if (schema === undefined) throw invalidField("schema", "expected a JSON Schema, or yaml");
  if (!idempotency) return { type: name, schema };
  const { key, window_seconds } = idempotency;
  return { type: name, schema, idempotency: { key, ...(window_seconds !== null && window_seconds !== undefined && { windowMs: window_seconds * 1000 }) } };
}
