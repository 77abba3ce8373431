import { z } from "zod";
import { defineRoute } from "@/lib/http/define-route";
import { textFormats } from "@/lib/pipelines/definition-text";
import { exportPipeline } from "@/lib/pipelines/export-pipeline";
import { dataOf, idParams } from "../../../route-parts";

/** The draft as the text of a file, or version number `version`. */
export const GET = defineRoute({
  scope: "read",
  params: idParams,
  query: z.strictObject({ format: z.enum(textFormats).default("json"), version: z.coerce.number().int().min(1).optional() }),
  response: dataOf(z.object({ format: z.enum(textFormats), text: z.string() })),
  handler: async ({ actor, params, query, db }) => ({ data: await exportPipeline(db, actor.organizationId, params.id, query) }),
});
