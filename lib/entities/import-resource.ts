import { z } from "zod";
import type { EntityImportRow } from "./import-store";

export const importErrorSchema = z.object({
  /** Counted from 1, without the line of column names. */
  row: z.number(),
  field: z.string(),
  message: z.string(),
});
export type ImportError = z.infer<typeof importErrorSchema>;

export const entityImportSchema = z.object({
  id: z.string(),
  /** running | done | cancelled | failed */
  status: z.string(),
  total: z.number(),
  done: z.number(),
  created: z.number(),
  updated: z.number(),
  failed: z.number(),
  /** The first thousand. */
  errors: z.array(importErrorSchema),
  /** Why the whole import ended early. */
  reason: z.string().nullable(),
  created_at: z.string(),
  finished_at: z.string().nullable(),
});
export type EntityImportResource = z.infer<typeof entityImportSchema>;

export function toEntityImport(row: EntityImportRow): EntityImportResource {
  const { created_at, finished_at, errors, ...rest } = row;
  return { ...rest, errors: z.array(importErrorSchema).parse(errors), created_at: created_at.toISOString(), finished_at: finished_at?.toISOString() ?? null };
}
