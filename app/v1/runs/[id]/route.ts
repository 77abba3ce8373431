import { runResourceSchema } from "@/lib/events/event-resource";
import { getRun } from "@/lib/events/get-run";
import { defineRoute } from "@/lib/http/define-route";
import { dataOf, idParams } from "../../route-parts";

export const GET = defineRoute({
  scope: "read",
  params: idParams,
  response: dataOf(runResourceSchema),
  handler: async ({ actor, params, db }) => ({ data: await getRun(db, actor.organizationId, params.id) }),
});
