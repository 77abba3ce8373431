import { defineRoute } from "@/lib/http/define-route";
import { revokeInvitation } from "@/lib/invitations/revoke-invitation";
import { idParams } from "../../route-parts";

/** Takes it back: its link stops working. */
export const DELETE = defineRoute({
  scope: "manage",
  params: idParams,
  handler: ({ actor, params, db }) => revokeInvitation(db, actor, params.id),
});
