import type { Database } from "@/lib/db";
import { pageOf, type Page } from "@/lib/http/paging";
import { toEntityResource, type EntityResource } from "./entity-resource";
import { listEntityRows, type EntityFilter } from "./store";

export async function listEntities(db: Database, organizationId: string, { limit, cursor, ...filter }: EntityFilter & { limit: number; cursor?: string | undefined }): Promise<Page<EntityResource>> {
  const { data, next } = pageOf(await listEntityRows(organizationId, db.pool, filter, { limit, cursor }), limit);
  return { data: data.map(toEntityResource), next };
}
