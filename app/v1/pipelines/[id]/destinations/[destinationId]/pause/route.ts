import { z } from "zod";
import { defineRoute } from "@/lib/http/define-route";
import { pauseDestination } from "@/lib/pipelines/pause-destination";
import { callerOf, idParams } from "../../../../../route-parts";

/** Holds what goes to a destination until it is resumed; then it is sent, in order. */
export const POST = defineRoute({
  scope: "manage",
  params: idParams.extend({ destinationId: z.string().min(1).max(64) }),
  handler: ({ actor, params, db }) => pauseDestination(db, callerOf(actor), params.id, params.destinationId),
});
