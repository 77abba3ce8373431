import { z } from "zod";
import { defineRoute } from "@/lib/http/define-route";
import { listSchemaVersions } from "@/lib/schemas/read-schemas";
import { schemaResourceSchema } from "@/lib/schemas/schema-resource";
import { dataOf, typeParams } from "../../../route-parts";

/** The newest 100, newest first. */
export const GET = defineRoute({
  scope: "read",
  params: typeParams,
  response: dataOf(z.array(schemaResourceSchema)),
  handler: async ({ actor, params, db }) => ({ data: await listSchemaVersions(actor.organizationId, params.type, db) }),
});
