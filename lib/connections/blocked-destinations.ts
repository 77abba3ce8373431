import { z } from "zod";
import type { Database } from "@/lib/db";
import { listBlocked } from "./blocked-store";

export const blockedDestinationSchema = z.object({
  pipeline: z.object({ id: z.string(), slug: z.string(), name: z.string() }),
  destination_id: z.string(),
  kind: z.string().nullable(),
  connection_id: z.string().nullable(),
  target: z.json().nullable(),
  /** What the vendor said, and in words whose move it is. */
  code: z.string(),
  detail: z.string(),
  since: z.string(),
  /** Deliveries that wait for it; 1,001 stands for more than a thousand. */
  held: z.number(),
});
export type BlockedDestination = z.infer<typeof blockedDestinationSchema>;

const shownMax = 200;

/** What a person has to mend at the vendor's side: a channel that is archived, a bot that was not invited. */
export async function listBlockedDestinations(db: Database, organizationId: string): Promise<BlockedDestination[]> {
  const rows = await listBlocked(organizationId, db, shownMax);
  return rows.map((row) => ({
    pipeline: { id: row.pipelineId, slug: row.pipelineSlug, name: row.pipelineName },
    destination_id: row.destinationId,
    kind: row.kind,
    connection_id: row.connectionId,
    target: row.target,
    code: row.code,
    detail: row.detail,
    since: row.since.toISOString(),
    held: row.held,
  }));
}
