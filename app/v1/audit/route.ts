import { z } from "zod";
import { auditEntrySchema } from "@/lib/audit/audit-resource";
import { listAuditEntries } from "@/lib/audit/list-audit-entries";
import { defineRoute } from "@/lib/http/define-route";
import { pageQuery, pageSchema } from "@/lib/http/paging";

export const GET = defineRoute({
  scope: "read",
  query: z.strictObject(pageQuery),
  response: pageSchema(auditEntrySchema),
  handler: ({ actor, query, db }) => listAuditEntries(db, actor.organizationId, query),
});
