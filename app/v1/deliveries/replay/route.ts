import { z } from "zod";
import { listReplayJobs, replayDeliveries } from "@/lib/deliveries/replay-deliveries";
import { replayJobSchema, replayRequestSchema } from "@/lib/deliveries/replay-job-resource";
import { wakeEngine } from "@/lib/engine";
import { defineRoute } from "@/lib/http/define-route";
import { callerOf, dataOf } from "../../route-parts";

/** The newest replays of many deliveries. */
export const GET = defineRoute({
  scope: "read",
  response: dataOf(z.array(replayJobSchema)),
  handler: async ({ actor, db }) => ({ data: await listReplayJobs(db, actor.organizationId) }),
});

/** Sends all that fit again, as they were rendered unless chosen otherwise; answers before they are sent. */
export const POST = defineRoute({
  scope: "manage",
  status: 202,
  body: replayRequestSchema,
  response: dataOf(replayJobSchema),
  handler: async ({ actor, body, db }) => ({ data: await replayDeliveries(db, callerOf(actor), body, wakeEngine) }),
});
