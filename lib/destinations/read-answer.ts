import type { z } from "zod";

/** The body as the schema says; undefined for anything else, so that a vendor's odd answer is never a throw. */
export function readAnswer<Schema extends z.ZodType>(schema: Schema, body: string): z.infer<Schema> | undefined {
  try {
    return schema.safeParse(JSON.parse(body)).data;
  } catch {
    return undefined;
  }
}
