import { z } from "zod";
import { schemaModes } from "./schema-input";
import type { SchemaRow } from "./store";
import { asSchema } from "./json-schema";
import { printType } from "./to-typescript";
import { printYamlSchema } from "./yaml-schema";

/** What is declared of an event type, in each of its forms. */
export const schemaResourceSchema = z.object({
  id: z.string(),
  type: z.string(),
  /** Rises with every change; the newest one holds. */
  version: z.number(),
  /** off: not looked at; warn: accepted and marked; refuse: 422. */
  mode: z.enum(schemaModes),
  /** JSON Schema of the payload. */
  schema: z.record(z.string(), z.json()),
  /** The same, and the idempotency key, as YAML. */
  yaml: z.string(),
  /** The payload's type in TypeScript. */
  typescript: z.string(),
  idempotency: z.object({ key: z.string(), window_seconds: z.number().nullable() }).nullable(),
  created_at: z.string(),
});
export type SchemaResource = z.infer<typeof schemaResourceSchema>;

export function toSchemaResource({ id, eventType, version, mode, definition, idempotency, createdAt }: SchemaRow): SchemaResource {
  const schema = asSchema(definition);
  return {
    id,
    type: eventType,
    version,
    mode,
    schema,
    yaml: printYamlSchema({ type: eventType, schema, ...(idempotency && { idempotency }) }),
    typescript: printType(schema),
    idempotency: idempotency && { key: idempotency.key, window_seconds: idempotency.windowMs === undefined ? null : idempotency.windowMs / 1000 },
    created_at: createdAt.toISOString(),
  };
}
