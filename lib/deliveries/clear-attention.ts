import type pg from "pg";
import { inTransaction } from "@/lib/adapters/postgres/in-transaction";
import type { Database } from "@/lib/db";
import { announceChange } from "@/lib/live/announce-change";
import { requeueDeliveries } from "./requeue-deliveries";

/** What was mended: a connection, or the target of one destination. */
export type Mended = { connectionId: string } | { pipelineId: string; destinationId: string };

/** Takes the mark off what was mended and lets its held deliveries go, in order, in one commit. Answers how many. */
export async function clearAttention(db: Database, organizationId: string, mended: Mended, wake: () => void): Promise<number> {
  const released = await inTransaction(db.pool, async (client) => {
    await unmark(client, organizationId, mended);
    return requeueDeliveries(client, organizationId, mended);
  });
  if (released.length > 0) wake();
  announceChange(organizationId, "connections", "pipelines", "deliveries");
  return released.length;
}

async function unmark(client: pg.PoolClient, organizationId: string, mended: Mended): Promise<void> {
  if ("connectionId" in mended) {
    await client.query(
      "UPDATE connections SET status = 'active', attention_code = NULL, attention_detail = NULL WHERE organization_id = $1 AND id = $2",
      [organizationId, mended.connectionId],
    );
  } else {
    await client.query("DELETE FROM destination_attention WHERE organization_id = $1 AND pipeline_id = $2 AND destination_id = $3", [
      organizationId, mended.pipelineId, mended.destinationId,
    ]);
  }
}
