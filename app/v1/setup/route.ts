import { z } from "zod";
import { definePublicRoute } from "@/lib/http/define-route";
import { completeSetup, setupSchema } from "@/lib/setup/complete-setup";
import { dataOf } from "../route-parts";

/** Claims an install that has no owner, with the token of the link that its process printed. */
export const POST = definePublicRoute({
  status: 201,
  body: setupSchema,
  response: dataOf(z.object({ user_id: z.string(), organization_id: z.string() })),
  handler: async ({ body, db }) => {
    const { userId, organizationId } = await completeSetup(body, db);
    return { data: { user_id: userId, organization_id: organizationId } };
  },
});
