import type { Caller } from "@/lib/audit/store";
import type { Database } from "@/lib/db";
import { invalidField } from "@/lib/http/invalid-request";
import { announceChange } from "@/lib/live/announce-change";
import { traitsBytesMax, type EntityInput } from "./entity-input";
import { toEntityResource, type EntityResource } from "./entity-resource";
import { writeEntity } from "./store";

/** Makes it, or merges the traits into what is there. Throws UserError where together they are too large. */
export async function upsertEntity(db: Database, { organizationId, actor }: Caller, input: EntityInput): Promise<{ entity: EntityResource; isNew: boolean }> {
  const written = await writeEntity(organizationId, db.pool, input, actor);
  if (!written) throw traitsTooLarge();
  announceChange(organizationId, "entities");
  return { entity: toEntityResource(written.row), isNew: written.isNew };
}

export function traitsTooLarge() {
  return invalidField("traits", `expected at most ${traitsBytesMax} bytes of JSON together with the traits that are there`);
}
