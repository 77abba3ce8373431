import type { Database } from "@/lib/db";
import { pageOf, type Page } from "@/lib/http/paging";
import { findAttention } from "./activity-store";
import { toPipelineResource, type PipelineListItem } from "./pipeline-resource";
import { readActivities } from "./read-activity";
import { listPipelineRows, type PipelineStatus } from "./store";

/** Newest first; archived ones only when asked for by status. */
export async function listPipelines(
  db: Database,
  organizationId: string,
  page: { status?: PipelineStatus | undefined; cursor?: string | undefined; limit: number },
): Promise<Page<PipelineListItem>> {
  const { data, next } = pageOf(await listPipelineRows(organizationId, db, page), page.limit);
  const ids = data.map(({ id }) => id);
  const [activityOf, attention] = await Promise.all([readActivities(db, organizationId, ids), findAttention(organizationId, db, ids)]);
  return {
    data: data.map((row) => ({
      ...toPipelineResource(row),
      activity: activityOf(row.id),
      attention: attention.filter(({ pipeline_id }) => pipeline_id === row.id).map(({ destination_id, code, detail }) => ({ destination_id, code, detail })),
    })),
    next,
  };
}
