import type { Database } from "@/lib/db";
import { UserError } from "@/lib/errors";
import { toEntityResource, toEntityWrite, type EntityResource, type EntityWriteResource } from "./entity-resource";
import { findEntity, listEntityWrites } from "./store";

/** Throws `not_found`, for another organization's as well. */
export async function getEntity(db: Database, organizationId: string, id: string): Promise<EntityResource> {
  const row = await findEntity(organizationId, db.pool, id);
  if (!row) throw noSuchEntity();
  return toEntityResource(row);
}

/** Its last writes, newest first. */
export async function getEntityWrites(db: Database, organizationId: string, id: string): Promise<EntityWriteResource[]> {
  await getEntity(db, organizationId, id);
  return (await listEntityWrites(organizationId, db.pool, id)).map(toEntityWrite);
}

export function noSuchEntity() {
  return new UserError("not_found", "There is no such entity");
}
