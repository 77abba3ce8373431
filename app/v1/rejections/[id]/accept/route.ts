import { acceptedRejectionSchema, acceptRejection } from "@/lib/events/accept-rejection";
import { defineRoute } from "@/lib/http/define-route";
import { callerOf, dataOf, idParams } from "../../../route-parts";

/** Accepts what a schema refused, whatever it says. */
export const POST = defineRoute({
  scope: "manage",
  params: idParams,
  response: dataOf(acceptedRejectionSchema),
  handler: async ({ actor, params, db }) => ({ data: await acceptRejection(callerOf(actor), params.id, { anyway: true }, db) }),
});
