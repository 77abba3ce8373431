import { z } from "zod";
import { entityWriteSchema } from "@/lib/entities/entity-resource";
import { getEntityWrites } from "@/lib/entities/get-entity";
import { defineRoute } from "@/lib/http/define-route";
import { dataOf, idParams } from "../../../route-parts";

/** The last 50, newest first. */
export const GET = defineRoute({
  scope: "read",
  params: idParams,
  response: dataOf(z.array(entityWriteSchema)),
  handler: async ({ actor, params, db }) => ({ data: await getEntityWrites(db, actor.organizationId, params.id) }),
});
