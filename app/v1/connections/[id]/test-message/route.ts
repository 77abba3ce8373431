import { sendTestMessage, testMessageResultSchema, testMessageSchema } from "@/lib/connections/send-test-message";
import { defineRoute } from "@/lib/http/define-route";
import { dataOf, idParams, portsOf } from "../../../route-parts";

/** 200 either way: `ok` says whether it arrived. */
export const POST = defineRoute({
  scope: "manage",
  params: idParams,
  body: testMessageSchema,
  response: dataOf(testMessageResultSchema),
  handler: async ({ actor, params, body, db }) => ({ data: await sendTestMessage(db, actor.organizationId, params.id, body, portsOf(db)) }),
});
