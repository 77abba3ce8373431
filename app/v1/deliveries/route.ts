import { z } from "zod";
import { deliverySummarySchema } from "@/lib/events/delivery-resource";
import { deliveryStatuses } from "@/lib/events/delivery-store";
import { listDeliveries } from "@/lib/events/list-deliveries";
import { defineRoute } from "@/lib/http/define-route";
import { pageQuery, pageSchema } from "@/lib/http/paging";
import { findPipelineRow } from "@/lib/pipelines/store";

export const GET = defineRoute({
  scope: "read",
  query: z.strictObject({
    ...pageQuery,
    status: z.enum(deliveryStatuses).optional(),
    /** Id or slug. */
    pipeline: z.string().max(64).optional(),
    kind: z.string().max(64).optional(),
  }),
  response: pageSchema(deliverySummarySchema),
  handler: async ({ actor, query, db }) => {
    const pipeline = query.pipeline === undefined ? undefined : await findPipelineRow(actor.organizationId, db.prisma, query.pipeline);
    if (pipeline === null) return { data: [], next: null };
    return listDeliveries(db, actor.organizationId, { status: query.status, kind: query.kind, pipelineId: pipeline?.id }, query);
  },
});
