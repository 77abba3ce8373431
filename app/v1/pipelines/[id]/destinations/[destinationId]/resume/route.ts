import { z } from "zod";
import { defineRoute } from "@/lib/http/define-route";
import { resumeDestination } from "@/lib/pipelines/resume-destination";
import { callerOf, dataOf, idParams } from "../../../../../route-parts";

/** Takes the mark off a destination that works again and sends what it held; answers before it is sent. */
export const POST = defineRoute({
  scope: "manage",
  params: idParams.extend({ destinationId: z.string().min(1).max(64) }),
  response: dataOf(z.object({ released: z.number().int() })),
  handler: async ({ actor, params, db }) => ({ data: await resumeDestination(db, callerOf(actor), params.id, params.destinationId) }),
});
