import { z } from "zod";
import { defineRoute } from "@/lib/http/define-route";
import { pageQuery, pageSchema } from "@/lib/http/paging";
import { listMembers } from "@/lib/members/list-members";
import { memberResourceSchema } from "@/lib/members/member-resource";

export const GET = defineRoute({
  scope: "read",
  query: z.strictObject(pageQuery),
  response: pageSchema(memberResourceSchema),
  handler: ({ actor, query, db }) => listMembers(db, actor.organizationId, query),
});
