import { z } from "zod";
import { defineRoute } from "@/lib/http/define-route";
import { pageQuery, pageSchema } from "@/lib/http/paging";
import { listSchemas } from "@/lib/schemas/read-schemas";
import { saveSchema } from "@/lib/schemas/save-schema";
import { schemaInputSchema } from "@/lib/schemas/schema-input";
import { schemaResourceSchema } from "@/lib/schemas/schema-resource";
import { callerOf, dataOf } from "../route-parts";

export const GET = defineRoute({
  scope: "read",
  /** Paged by name: the cursor is the last type of the page before. */
  query: z.strictObject({ ...pageQuery, cursor: z.string().min(1).max(300).optional() }),
  response: pageSchema(schemaResourceSchema),
  handler: ({ actor, query, db }) => listSchemas(actor.organizationId, query, db),
});

/** Declares an event type, as YAML or as JSON Schema; one that is declared already gets a new version. */
export const POST = defineRoute({
  scope: "manage",
  status: 201,
  body: schemaInputSchema,
  response: dataOf(schemaResourceSchema),
  handler: async ({ actor, body, db }) => ({ data: await saveSchema(callerOf(actor), body, db) }),
});
