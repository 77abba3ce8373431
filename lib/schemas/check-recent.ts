import { z } from "zod";
import type { Database } from "@/lib/db";
import { recentPayloads } from "@/lib/event-types/store";
import { compileSchema } from "./compile-schema";
import { inferSchema } from "./infer-schema";
import { readSchemaInput, type SchemaInput } from "./schema-input";
import { printType } from "./to-typescript";
import { printYamlSchema } from "./yaml-schema";

export const recentCheckSchema = z.object({
  /** Recent events of the type that were looked at, at most 50. */
  checked: z.number(),
  fitting: z.number(),
  /** What was wrong and in how many of them, the most frequent first. */
  problems: z.array(z.object({ path: z.string(), message: z.string(), count: z.number() })),
  /** The declaration in its other forms. */
  schema: z.record(z.string(), z.json()),
  yaml: z.string(),
  typescript: z.string(),
});
export type RecentCheck = z.infer<typeof recentCheckSchema>;

/** How a declaration would have judged the type's recent events. Throws `invalid_request` for what is no declaration. */
export async function checkRecent(organizationId: string, type: string, input: SchemaInput, db: Database): Promise<RecentCheck> {
  const { schema, idempotency } = readSchemaInput(input, type);
  const check = compileSchema(schema);
  const results = (await recentPayloads(organizationId, db, type)).map(check);
  const problems = new Map<string, { path: string; message: string; count: number }>();
  for (const { path, message } of results.flat()) {
    const place = path.replaceAll(/\[\d+\]/g, "[]");
    const known = problems.get(`${place} ${message}`) ?? { path: place, message, count: 0 };
    problems.set(`${place} ${message}`, { ...known, count: known.count + 1 });
  }
  return {
    checked: results.length,
    fitting: results.filter((found) => found.length === 0).length,
    problems: [...problems.values()].toSorted((a, b) => b.count - a.count || (a.path < b.path ? -1 : 1)).slice(0, 20),
    schema,
    yaml: printYamlSchema({ type, schema, ...(idempotency && { idempotency }) }),
    typescript: printType(schema),
  };
}

export const inferredSchema = z.object({ events: z.number(), schema: z.record(z.string(), z.json()), yaml: z.string() });
export type InferredSchema = z.infer<typeof inferredSchema>;

/** A declaration that the type's recent events fit, to start from. */
export async function inferFromRecent(organizationId: string, type: string, db: Database): Promise<InferredSchema> {
  const payloads = await recentPayloads(organizationId, db, type);
  const schema = inferSchema(payloads);
  return { events: payloads.length, schema, yaml: printYamlSchema({ type, schema }) };
}
