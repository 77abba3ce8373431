import { z } from "zod";
import { defineRoute } from "@/lib/http/define-route";
import { pipelineActivitySchema } from "@/lib/pipelines/activity-resource";
import { readPipelineActivity } from "@/lib/pipelines/read-activity";
import { dataOf, idParams } from "../../../route-parts";

/** What its runs and deliveries of the last hour or day did. */
export const GET = defineRoute({
  scope: "read",
  params: idParams,
  query: z.strictObject({ window: z.enum(["1h", "24h"]).default("24h") }),
  response: dataOf(pipelineActivitySchema),
  handler: async ({ actor, params, query, db }) => ({ data: await readPipelineActivity(db, actor.organizationId, params.id, query.window) }),
});
