import { z } from "zod";
import { env } from "@/lib/env";
import { defineRoute } from "@/lib/http/define-route";
import { pageQuery, pageSchema } from "@/lib/http/paging";
import { createInvitation, createInvitationSchema } from "@/lib/invitations/create-invitation";
import { invitationResourceSchema } from "@/lib/invitations/invitation-resource";
import { listInvitations } from "@/lib/invitations/list-invitations";
import { dataOf } from "../route-parts";

export const GET = defineRoute({
  scope: "read",
  query: z.strictObject(pageQuery),
  response: pageSchema(invitationResourceSchema),
  handler: ({ actor, query, db }) => listInvitations(db, actor.organizationId, query),
});

/** The answer holds `link`, the only time it is shown. */
export const POST = defineRoute({
  scope: "manage",
  status: 201,
  body: createInvitationSchema,
  response: dataOf(invitationResourceSchema.extend({ link: z.string() })),
  handler: async ({ actor, body, origin, db }) => {
    const { token, ...invitation } = await createInvitation(db, actor, body);
    return { data: { ...invitation, link: `${env().PUBLIC_URL ? env().publicUrl : origin}/invite/${token}` } };
  },
});
