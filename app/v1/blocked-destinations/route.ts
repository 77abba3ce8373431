import { z } from "zod";
import { blockedDestinationSchema, listBlockedDestinations } from "@/lib/connections/blocked-destinations";
import { defineRoute } from "@/lib/http/define-route";
import { dataOf } from "../route-parts";

export const GET = defineRoute({
  scope: "read",
  response: dataOf(z.array(blockedDestinationSchema)),
  handler: async ({ actor, db }) => ({ data: await listBlockedDestinations(db, actor.organizationId) }),
});
