import { z } from "zod";
import type { Database } from "@/lib/db";
import { pageOf, type Page } from "@/lib/http/paging";
import { rejectionRows } from "./store";

export const rejectionResourceSchema = z.object({
  id: z.string(),
  source_id: z.string(),
  type: z.string().nullable(),
  reason: z.string(),
  message: z.string(),
  path: z.string().nullable(),
  payload: z.json().nullable(),
  created_at: z.string(),
});
export type RejectionResource = z.infer<typeof rejectionResourceSchema>;

/** Newest first: events refused at the gate. */
export async function listRejections(
  db: Database,
  organizationId: string,
  filter: { reason?: string | undefined },
  page: { cursor?: string | undefined; limit: number },
): Promise<Page<RejectionResource>> {
  const rows = await rejectionRows(organizationId, db, filter, page);
  const { data, next } = pageOf(rows, page.limit);
  return { data: data.map((row) => rejectionResourceSchema.parse({ ...row, created_at: row.created_at.toISOString() })), next };
}
