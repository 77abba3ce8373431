import { acceptedRejectionSchema, acceptRejection } from "@/lib/events/accept-rejection";
import { defineRoute } from "@/lib/http/define-route";
import { callerOf, dataOf, idParams } from "../../../route-parts";

/** Judges what a schema refused by what is declared now: 422 where it still does not fit. */
export const POST = defineRoute({
  scope: "manage",
  params: idParams,
  response: dataOf(acceptedRejectionSchema),
  handler: async ({ actor, params, db }) => ({ data: await acceptRejection(callerOf(actor), params.id, { anyway: false }, db) }),
});
