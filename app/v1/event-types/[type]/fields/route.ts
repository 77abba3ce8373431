import { z } from "zod";
import { eventFieldSchema } from "@/lib/event-types/event-type-resource";
import { listEventFields } from "@/lib/event-types/list-event-fields";
import { defineRoute } from "@/lib/http/define-route";
import { dataOf, typeParams } from "../../../route-parts";

export const GET = defineRoute({
  scope: "read",
  params: typeParams,
  response: dataOf(z.array(eventFieldSchema)),
  handler: async ({ actor, params, db }) => ({ data: await listEventFields(db, actor.organizationId, params.type) }),
});
