import { z } from "zod";
import { wakeEngine } from "@/lib/engine";
import { importEntities, listEntityImports } from "@/lib/entities/import-entities";
import { entityImportSchema } from "@/lib/entities/import-resource";
import { importInputSchema } from "@/lib/entities/parse-import";
import { defineRoute } from "@/lib/http/define-route";
import { callerOf, dataOf } from "../../route-parts";

/** The newest 20. */
export const GET = defineRoute({
  scope: "read",
  response: dataOf(z.array(entityImportSchema)),
  handler: async ({ actor, db }) => ({ data: await listEntityImports(db, actor.organizationId) }),
});

/** `{ "csv": "kind,external_id,plan\n…" }` or `{ "entities": [{ kind, external_id, traits }] }`; answers before the rows are written. */
export const POST = defineRoute({
  scope: "manage",
  status: 202,
  bodyBytesMax: 10 * 1024 * 1024,
  body: importInputSchema,
  response: dataOf(entityImportSchema),
  handler: async ({ actor, body, db }) => ({ data: await importEntities(db, callerOf(actor), body, wakeEngine) }),
});
