import { eventDetailSchema } from "@/lib/events/event-resource";
import { getEvent } from "@/lib/events/get-event";
import { defineRoute } from "@/lib/http/define-route";
import { dataOf, idParams } from "../../route-parts";

export const GET = defineRoute({
  scope: "read",
  params: idParams,
  response: dataOf(eventDetailSchema),
  handler: async ({ actor, params, db }) => ({ data: await getEvent(db, actor.organizationId, params.id) }),
});
