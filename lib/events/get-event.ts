import type { Database } from "@/lib/db";
import { UserError } from "@/lib/errors";
import type { EventDetail } from "./event-resource";
import { toEventResource } from "./list-events";
import { runResources } from "./get-run";
import { findEvent, findRuns } from "./store";

/** The event with all that became of it. Throws `not_found`, for another organization's as well. */
export async function getEvent(db: Database, organizationId: string, id: string): Promise<EventDetail> {
  const event = await findEvent(organizationId, db, id);
  if (!event) throw new UserError("not_found", "There is no such event");
  const runs = await runResources(db, organizationId, await findRuns(organizationId, db, { eventId: id }));
  return { ...toEventResource(event, []), payload: event.payload, key_expires_at: event.key_expires_at?.toISOString() ?? null, runs };
}
