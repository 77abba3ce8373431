import { z } from "zod";
import { runSummarySchema } from "@/lib/events/event-resource";
import { listRuns } from "@/lib/events/list-runs";
import { runStatuses } from "@/lib/events/run-list-store";
import { defineRoute } from "@/lib/http/define-route";
import { pageQuery, scannedPageSchema } from "@/lib/http/paging";
import { findPipelineRow } from "@/lib/pipelines/store";

const time = z.iso.datetime({ offset: true });

export const GET = defineRoute({
  scope: "read",
  query: z.strictObject({
    ...pageQuery,
    /** Id or slug. */
    pipeline: z.string().min(1).max(64),
    status: z.enum(runStatuses).optional(),
    /** When the run was made. */
    from: time.optional(),
    to: time.optional(),
  }),
  response: scannedPageSchema(runSummarySchema),
  handler: async ({ actor, query, db }) => {
    const pipeline = await findPipelineRow(actor.organizationId, db.prisma, query.pipeline);
    if (pipeline === null) return { data: [], next: null, scanned: 0 };
    const { status, from, to } = query;
    const filter = { pipelineId: pipeline.id, status, from: from === undefined ? undefined : new Date(from), to: to === undefined ? undefined : new Date(to) };
    return listRuns(db, actor.organizationId, filter, query);
  },
});
