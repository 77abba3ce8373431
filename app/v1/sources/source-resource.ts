import { z } from "zod";
import { sourceKinds, sourceStatuses, type SourceRow } from "@/lib/sources/store";

export const sourceResourceSchema = z.object({
  id: z.string(),
  slug: z.string(),
  name: z.string(),
  kind: z.enum(sourceKinds).or(z.string()),
  status: z.enum(sourceStatuses).or(z.string()),
  /** How long an idempotency key is remembered. */
  dedupe_window_ms: z.number(),
  created_at: z.string(),
  updated_at: z.string(),
});

export function toSourceResource(row: SourceRow): z.infer<typeof sourceResourceSchema> {
  return {
    id: row.id,
    slug: row.slug,
    name: row.name,
    kind: row.kind,
    status: row.status,
    dedupe_window_ms: Number(row.dedupeWindowMs),
    created_at: row.createdAt.toISOString(),
    updated_at: row.updatedAt.toISOString(),
  };
}
