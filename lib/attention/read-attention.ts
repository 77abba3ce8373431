import type { Database } from "@/lib/db";
import { firstIdAt } from "@/lib/ids";
import type { Attention } from "./attention-resource";
import { countAttention } from "./store";

const dayMs = 24 * 3_600_000;

/** What needs a person now. Deliveries died longer ago than a day were seen or given up. */
export async function readAttention(db: Database, organizationId: string, nowMs = Date.now()): Promise<Attention> {
  return countAttention(organizationId, db, firstIdAt("delivery", nowMs - dayMs));
}
