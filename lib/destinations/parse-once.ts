import type { z } from "zod";

type Parsed<Schema extends z.ZodType> = z.ZodSafeParseResult<z.infer<Schema>>;

const parsedBy = new WeakMap<z.ZodType, WeakMap<object, z.ZodSafeParseResult<unknown>>>();

/**
 * As `safeParse`, once for each object: a deployed version's and an opened connection's configs are the same objects for
 * every event. Neither they nor what is made of them may be changed.
 */
export function parseOnce<Schema extends z.ZodType>(schema: Schema, value: unknown): Parsed<Schema> {
  if (typeof value !== "object" || value === null) return schema.safeParse(value);
  let known = parsedBy.get(schema);
  if (!known) parsedBy.set(schema, (known = new WeakMap()));
  const parsed = known.get(value) ?? schema.safeParse(value);
  known.set(value, parsed);
  // Stored under the schema that made it.
  return parsed as Parsed<Schema>;
}
