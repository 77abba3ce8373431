import { z } from "zod";
import { definePublicRoute } from "@/lib/http/define-route";
import { acceptInvitation, acceptInvitationSchema } from "@/lib/invitations/accept-invitation";
import { dataOf } from "../../route-parts";

export const POST = definePublicRoute({
  status: 201,
  body: acceptInvitationSchema,
  response: dataOf(z.object({ user_id: z.string(), email: z.string() })),
  handler: async ({ body, network, db }) => {
    const { userId, email } = await acceptInvitation(body, network, db);
    return { data: { user_id: userId, email } };
  },
});
