import type { Caller } from "@/lib/audit/store";
import type { Database } from "@/lib/db";
import type { JsonObject } from "@/lib/pipeline/context";
import type { EntityResource } from "./entity-resource";
import { getEntity } from "./get-entity";
import { upsertEntity } from "./upsert-entity";

/** Merges traits, null takes one away. Throws `not_found`, for another organization's as well. */
export async function changeEntity(db: Database, caller: Caller, id: string, traits: JsonObject): Promise<EntityResource> {
  const { kind, external_id } = await getEntity(db, caller.organizationId, id);
  return (await upsertEntity(db, caller, { kind, external_id, traits })).entity;
}
