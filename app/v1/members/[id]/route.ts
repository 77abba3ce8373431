import { z } from "zod";
import { defineRoute } from "@/lib/http/define-route";
import { changeMemberRole } from "@/lib/members/change-member-role";
import { memberResourceSchema } from "@/lib/members/member-resource";
import { removeMember } from "@/lib/members/remove-member";
import { roles } from "@/lib/organizations/role";
import { dataOf, idParams } from "../../route-parts";

export const PATCH = defineRoute({
  scope: "manage",
  params: idParams,
  body: z.strictObject({ role: z.enum(roles) }),
  response: dataOf(memberResourceSchema),
  handler: async ({ actor, params, body, db }) => ({ data: await changeMemberRole(db, actor, params.id, body.role) }),
});

export const DELETE = defineRoute({
  scope: "manage",
  params: idParams,
  /** Whether the API keys they made are revoked too. */
  query: z.strictObject({ revoke_keys: z.enum(["true", "false"]).default("false") }),
  handler: ({ actor, params, query, db }) => removeMember(db, actor, params.id, query.revoke_keys === "true"),
});
