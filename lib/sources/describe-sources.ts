import type { Database } from "@/lib/db";
import { firstIdAt } from "@/lib/ids";
import { activityOfSources, type SourceActivity } from "./activity-store";
import { toSourceResource, type SourceResource } from "./source-resource";
import type { SourceRow } from "./store";

const dayMs = 24 * 60 * 60 * 1000;
const nothing: SourceActivity = { keys: 0, lastEventAt: null, events: 0, rateLimited: 0 };

/** A row as the API shows it, with what arrived through it. */
export async function describeSource(db: Database, organizationId: string, row: SourceRow): Promise<SourceResource> {
  return toSourceResource(row, (await readActivity(db, organizationId, [row])).get(row.id) ?? nothing);
}

export async function describeSources(db: Database, organizationId: string, rows: SourceRow[]): Promise<SourceResource[]> {
  if (rows.length === 0) return [];
  const activity = await readActivity(db, organizationId, rows);
  return rows.map((row) => toSourceResource(row, activity.get(row.id) ?? nothing));
}

function readActivity(db: Database, organizationId: string, rows: SourceRow[]): Promise<Map<string, SourceActivity>> {
  const fromMs = Date.now() - dayMs;
  return activityOfSources(organizationId, db, rows.map((row) => row.id), { eventId: firstIdAt("event", fromMs), rejectionId: firstIdAt("rejection", fromMs) });
}
