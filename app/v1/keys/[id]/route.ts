import { revokeApiKey } from "@/lib/api-keys/revoke-api-key";
import { defineRoute } from "@/lib/http/define-route";
import { callerOf, idParams } from "../../route-parts";

/** Revokes; the key stays in the list. */
export const DELETE = defineRoute({
  scope: "manage",
  params: idParams,
  handler: ({ actor, params, db }) => revokeApiKey(callerOf(actor), params.id, db),
});
