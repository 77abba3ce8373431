import { countDeliveriesToReplay } from "@/lib/deliveries/replay-deliveries";
import { replayCountSchema, replayFilterSchema } from "@/lib/deliveries/replay-job-resource";
import { defineRoute } from "@/lib/http/define-route";
import { dataOf } from "../../../route-parts";

/** How many a replay by this filter would take now. */
export const GET = defineRoute({
  scope: "read",
  query: replayFilterSchema.omit({ ids: true }),
  response: dataOf(replayCountSchema),
  handler: async ({ actor, query, db }) => ({ data: await countDeliveriesToReplay(db, actor.organizationId, query) }),
});
