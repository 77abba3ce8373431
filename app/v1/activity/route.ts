import { activitySchema } from "@/lib/activity/activity-resource";
import { activityOf } from "@/lib/activity/read-activity";
import { defineRoute } from "@/lib/http/define-route";
import { dataOf } from "../route-parts";

/** The last 24 hours in numbers, for charts. */
export const GET = defineRoute({
  scope: "read",
  response: dataOf(activitySchema),
  handler: async ({ actor, db }) => ({ data: await activityOf(db, actor.organizationId) }),
});
