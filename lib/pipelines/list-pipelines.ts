import type { Database } from "@/lib/db";
import { pageOf, type Page } from "@/lib/http/paging";
import { toPipelineResource, type PipelineResource } from "./pipeline-resource";
import { listPipelineRows, type PipelineStatus } from "./store";

/** Newest first; archived ones only when asked for by status. */
export async function listPipelines(
  db: Database,
  organizationId: string,
  page: { status?: PipelineStatus | undefined; cursor?: string | undefined; limit: number },
): Promise<Page<PipelineResource>> {
  const { data, next } = pageOf(await listPipelineRows(organizationId, db, page), page.limit);
  return { data: data.map(toPipelineResource), next };
}
