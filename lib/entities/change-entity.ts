import { inTransaction } from "@/lib/adapters/postgres/in-transaction";
import type { Caller } from "@/lib/audit/store";
import type { Database } from "@/lib/db";
import { announceChange } from "@/lib/live/announce-change";
import type { JsonObject } from "@/lib/pipeline/context";
import { toEntityResource, type EntityResource } from "./entity-resource";
import { noSuchEntity } from "./get-entity";
import { lockEntity, writeEntity } from "./store";
import { traitsTooLarge } from "./upsert-entity";

/** Merges traits, null takes one away. Throws `not_found`, for another organization's as well. */
export async function changeEntity(db: Database, { organizationId, actor }: Caller, id: string, traits: JsonObject): Promise<EntityResource> {
  const row = await inTransaction(db.pool, async (client) => {
    const found = await lockEntity(organizationId, client, id);
    if (!found) throw noSuchEntity();
    const written = await writeEntity(organizationId, client, { ...found, traits }, actor);
    if (!written) throw traitsTooLarge();
    return written.row;
  });
  announceChange(organizationId, "entities");
  return toEntityResource(row);
}
