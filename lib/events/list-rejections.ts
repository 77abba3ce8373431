import { z } from "zod";
import type { Database } from "@/lib/db";
import { pageOf, type Page } from "@/lib/http/paging";
import { rejectionRows, type RejectionRow } from "./rejection-store";

export const rejectionResourceSchema = z.object({
  id: z.string(),
  source_id: z.string(),
  type: z.string().nullable(),
  reason: z.string(),
  message: z.string(),
  path: z.string().nullable(),
  /** Every place that did not fit, where there is more than one. */
  problems: z.array(z.object({ path: z.string(), message: z.string() })),
  /** Its payload is kept whole, so that it can be accepted or tried again. */
  can_accept: z.boolean(),
  /** The event it became, accepted later. */
  event_id: z.string().nullable(),
  payload: z.json().nullable(),
  created_at: z.string(),
});
export type RejectionResource = z.infer<typeof rejectionResourceSchema>;

/** Newest first: events refused at the gate. */
export async function listRejections(
  db: Database,
  organizationId: string,
  filter: { reason?: string | undefined; type?: string | undefined },
  page: { cursor?: string | undefined; limit: number },
): Promise<Page<RejectionResource>> {
  const rows = await rejectionRows(organizationId, db, filter, page);
  const { data, next } = pageOf(rows, page.limit);
  return { data: data.map((row) => toRejectionResource(row)), next };
}

export function toRejectionResource(row: RejectionRow): RejectionResource {
  return rejectionResourceSchema.parse({
    ...row,
    problems: row.problems ?? (row.path === null ? [] : [{ path: row.path, message: row.message }]),
    can_accept: row.reason === "schema_violation" && row.payload !== null && row.type !== null && row.event_id === null,
    created_at: row.created_at.toISOString(),
  });
}
