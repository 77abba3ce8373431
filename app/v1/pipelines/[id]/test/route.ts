import { defineRoute } from "@/lib/http/define-route";
import { testPipeline } from "@/lib/pipelines/test-pipeline";
import { testRequestSchema, testRunSchema } from "@/lib/pipelines/test-resource";
import { callerOf, dataOf, idParams, portsOf } from "../../../route-parts";

export const POST = defineRoute({
  scope: "manage",
  params: idParams,
  body: testRequestSchema,
  response: dataOf(testRunSchema),
  handler: async ({ actor, params, body, db }) => ({ data: await testPipeline(db, callerOf(actor), params.id, body, portsOf(db)) }),
});
