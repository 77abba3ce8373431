import { z } from "zod";
import { defineRoute } from "@/lib/http/define-route";
import { printTypes } from "@/lib/schemas/read-schemas";
import { dataOf } from "../route-parts";

/** Every declared event as a TypeScript module for the SDK: what `npx @ingestlayer/sdk types` writes. */
export const GET = defineRoute({
  scope: "read",
  response: dataOf(z.object({ typescript: z.string() })),
  handler: async ({ actor, db }) => ({ data: { typescript: await printTypes(actor.organizationId, db) } }),
});
