import { z } from "zod";
import { jsonObjectSchema } from "./json-object";
import type { EntityRow, EntityWriteRow } from "./store";

export const entityResourceSchema = z.object({
  id: z.string(),
  kind: z.string(),
  external_id: z.string(),
  traits: jsonObjectSchema,
  created_at: z.string(),
  updated_at: z.string(),
});
export type EntityResource = z.infer<typeof entityResourceSchema>;

export const entityWriteSchema = z.object({
  id: z.string(),
  /** `run:run_…/step`, `key:key_…`, `user:usr_…` or `import:imp_…`. */
  actor: z.string(),
  /** Those that were written; null is one that was taken away. */
  traits: jsonObjectSchema,
  /** What they replaced, without those that were not there; null where it is not known. */
  before: jsonObjectSchema.nullable(),
  at: z.string(),
});
export type EntityWriteResource = z.infer<typeof entityWriteSchema>;

export function toEntityResource({ created_at, updated_at, traits, ...row }: EntityRow): EntityResource {
  const { id, kind, external_id } = row;
  return { id, kind, external_id, traits: jsonObjectSchema.parse(traits), created_at: created_at.toISOString(), updated_at: updated_at.toISOString() };
}

export function toEntityWrite({ id, actor, traits, before, at }: EntityWriteRow): EntityWriteResource {
  return { id, actor, traits: jsonObjectSchema.parse(traits), before: jsonObjectSchema.nullable().parse(before), at: at.toISOString() };
}
