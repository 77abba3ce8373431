import { defineRoute } from "@/lib/http/define-route";
import { checkRecent, recentCheckSchema } from "@/lib/schemas/check-recent";
import { schemaInputSchema } from "@/lib/schemas/schema-input";
import { dataOf, typeParams } from "../../../route-parts";

/** How the given declaration would have judged the type's recent events; nothing is declared by asking. */
export const POST = defineRoute({
  scope: "read",
  params: typeParams,
  body: schemaInputSchema,
  response: dataOf(recentCheckSchema),
  handler: async ({ actor, params, body, db }) => ({ data: await checkRecent(actor.organizationId, params.type, body, db) }),
});
