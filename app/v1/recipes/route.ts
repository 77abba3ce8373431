import { z } from "zod";
import { defineRoute } from "@/lib/http/define-route";
import { recipeTags } from "@/lib/recipes/contract";
import { recipeCatalog } from "@/lib/recipes/catalog";
import { dataOf } from "../route-parts";

const recipeSchema = z.object({ slug: z.string(), title: z.string(), tag: z.enum(recipeTags), summary: z.string(), event: z.string() });

/** What can be piped, and where a pipeline can begin. */
export const GET = defineRoute({
  scope: "read",
  response: dataOf(z.array(recipeSchema)),
  handler: () => ({ data: recipeCatalog.map(({ slug, title, tag, summary, event }) => ({ slug, title, tag, summary, event })) }),
});
