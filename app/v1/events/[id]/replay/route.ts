import { z } from "zod";
import { wakeEngine } from "@/lib/engine";
import { replayEvent } from "@/lib/events/replay-event";
import { defineRoute } from "@/lib/http/define-route";
import { callerOf, dataOf, idParams } from "../../../route-parts";

/** Runs the event again, on the current versions unless chosen otherwise; answers before the runs are done. */
export const POST = defineRoute({
  scope: "manage",
  status: 202,
  params: idParams,
  body: z.strictObject({
    /** Id or slug; absent = every pipeline that takes the event now, or that took it where the version is the original one. */
    pipeline: z.string().min(1).max(64).optional(),
    /** `original`: the version of the event's first run. */
    version: z.enum(["original", "current"]).default("current"),
  }).prefault({}),
  response: dataOf(z.object({ runs: z.array(z.object({ id: z.string(), pipeline_id: z.string(), replay: z.number() })) })),
  handler: async ({ actor, params, body, db }) => ({ data: { runs: await replayEvent(db, callerOf(actor), params.id, body, wakeEngine) } }),
});
