import { z } from "zod";
import type { SourceRow } from "./store";

/** A source as the API shows it: nothing of its secrets. */
export const sourceViewSchema = z.object({
  id: z.string(),
  slug: z.string(),
  name: z.string(),
  kind: z.string(),
  status: z.string(),
  /** How long an idempotency key is remembered. */
  dedupeWindowMs: z.number(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
});
export type SourceView = z.infer<typeof sourceViewSchema>;

export function sourceView(row: SourceRow): SourceView {
  return {
    ...row,
    dedupeWindowMs: Number(row.dedupeWindowMs),
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  };
}
