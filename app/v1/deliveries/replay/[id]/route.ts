import { cancelReplayJob, getReplayJob } from "@/lib/deliveries/replay-deliveries";
import { replayJobSchema } from "@/lib/deliveries/replay-job-resource";
import { defineRoute } from "@/lib/http/define-route";
import { dataOf, idParams } from "../../../route-parts";

export const GET = defineRoute({
  scope: "read",
  params: idParams,
  response: dataOf(replayJobSchema),
  handler: async ({ actor, params, db }) => ({ data: await getReplayJob(db, actor.organizationId, params.id) }),
});

/** Stops it; what was already put back into its queue is sent. */
export const DELETE = defineRoute({
  scope: "manage",
  params: idParams,
  response: dataOf(replayJobSchema),
  handler: async ({ actor, params, db }) => ({ data: await cancelReplayJob(db, actor.organizationId, params.id) }),
});
