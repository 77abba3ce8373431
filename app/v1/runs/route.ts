import { z } from "zod";
import { runSummarySchema } from "@/lib/events/event-resource";
import { listRuns } from "@/lib/events/list-runs";
import { runStatuses } from "@/lib/events/run-list-store";
import { defineRoute } from "@/lib/http/define-route";
import { pageQuery, scannedPageSchema } from "@/lib/http/paging";
import { findPipelineRow } from "@/lib/pipelines/store";

export const GET = defineRoute({
  scope: "read",
  query: z.strictObject({
    ...pageQuery,
    /** Id or slug. */
    pipeline: z.string().min(1).max(64),
    status: z.enum(runStatuses).optional(),
  }),
  response: scannedPageSchema(runSummarySchema),
  handler: async ({ actor, query, db }) => {
    const pipeline = await findPipelineRow(actor.organizationId, db.prisma, query.pipeline);
    if (pipeline === null) return { data: [], next: null, scanned: 0 };
    return listRuns(db, actor.organizationId, { pipelineId: pipeline.id, status: query.status }, query);
  },
});
