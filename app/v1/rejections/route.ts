import { z } from "zod";
import { listRejections, rejectionResourceSchema } from "@/lib/events/list-rejections";
import { defineRoute } from "@/lib/http/define-route";
import { pageQuery, pageSchema } from "@/lib/http/paging";

export const GET = defineRoute({
  scope: "read",
  query: z.strictObject({ ...pageQuery, reason: z.string().max(64).optional(), type: z.string().max(300).optional() }),
  response: pageSchema(rejectionResourceSchema),
  handler: ({ actor, query, db }) => listRejections(db, actor.organizationId, query, query),
});
