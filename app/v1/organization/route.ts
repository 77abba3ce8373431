import { defineRoute } from "@/lib/http/define-route";
import { getOrganization } from "@/lib/organizations/get-organization";
import { organizationResourceSchema } from "@/lib/organizations/organization-resource";
import { renameOrganization, renameOrganizationSchema } from "@/lib/organizations/rename-organization";
import { dataOf } from "../route-parts";

export const GET = defineRoute({
  scope: "read",
  response: dataOf(organizationResourceSchema),
  handler: async ({ actor, db }) => ({ data: await getOrganization(db, actor.organizationId) }),
});

export const PATCH = defineRoute({
  scope: "manage",
  body: renameOrganizationSchema,
  response: dataOf(organizationResourceSchema),
  handler: async ({ actor, body, db }) => ({ data: await renameOrganization(db, actor, body.name) }),
});
