import { z } from "zod";
import { defineRoute } from "@/lib/http/define-route";
import { useRecipe as takeRecipe } from "@/lib/recipes/use-recipe";
import { callerOf, dataOf } from "../../../route-parts";

/** A draft pipeline of a recipe; its event is declared, unless it is already. */
export const POST = defineRoute({
  scope: "manage",
  status: 201,
  params: z.object({ slug: z.string().min(1).max(64) }),
  body: z.strictObject({ kind: z.string().max(64), connection: z.string().min(1).max(64).optional() }),
  response: dataOf(z.object({ pipeline_id: z.string(), slug: z.string(), source: z.string() })),
  handler: async ({ actor, params, body, db }) => {
    const { pipelineId, slug, source } = await takeRecipe(db, callerOf(actor), params.slug, body);
    return { data: { pipeline_id: pipelineId, slug, source } };
  },
});
