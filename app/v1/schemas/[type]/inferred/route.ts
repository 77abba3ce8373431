import { defineRoute } from "@/lib/http/define-route";
import { inferFromRecent, inferredSchema } from "@/lib/schemas/check-recent";
import { dataOf, typeParams } from "../../../route-parts";

/** What the type's recent events have in common; nothing is declared by asking. */
export const GET = defineRoute({
  scope: "read",
  params: typeParams,
  response: dataOf(inferredSchema),
  handler: async ({ actor, params, db }) => ({ data: await inferFromRecent(actor.organizationId, params.type, db) }),
});
