import type { Database } from "@/lib/db";
import type { EventTypeResource } from "./event-type-resource";
import { recentEventTypes } from "./store";

/** Types whose name holds `text`, in any case; the one seen last first. */
export async function listEventTypes(db: Database, organizationId: string, { text, limit }: { text: string; limit: number }): Promise<EventTypeResource[]> {
  const rows = await recentEventTypes(organizationId, db, text, limit);
  return rows.map(({ type, count, last_seen_at }) => ({ type, count, last_seen_at: last_seen_at.toISOString() }));
}
