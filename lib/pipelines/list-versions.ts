import type { Database } from "@/lib/db";
import { pageOf, type Page } from "@/lib/http/paging";
import { getPipelineRow } from "./get-pipeline";
import { toVersionResource, type VersionResource } from "./pipeline-resource";
import { listVersionRows } from "./store";

/** Newest first. */
export async function listVersions(
  db: Database,
  organizationId: string,
  idOrSlug: string,
  page: { cursor?: string | undefined; limit: number },
): Promise<Page<VersionResource>> {
  const { id } = await getPipelineRow(db.prisma, organizationId, idOrSlug);
  const { data, next } = pageOf(await listVersionRows(organizationId, db, id, page), page.limit);
  return { data: data.map(toVersionResource), next };
}
