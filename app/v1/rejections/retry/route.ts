import { z } from "zod";
import { retriedRejectionsSchema, retryRejections } from "@/lib/events/accept-rejection";
import { defineRoute } from "@/lib/http/define-route";
import { callerOf, dataOf } from "../../route-parts";

/** After a schema was mended: judges again what it refused of a type, the oldest 1,000. */
export const POST = defineRoute({
  scope: "manage",
  body: z.strictObject({ type: z.string().min(1).max(300) }),
  response: dataOf(retriedRejectionsSchema),
  handler: async ({ actor, body, db }) => ({ data: await retryRejections(callerOf(actor), body.type, db) }),
});
