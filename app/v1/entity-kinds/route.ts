import { z } from "zod";
import { listEntityKinds } from "@/lib/entities/list-entity-kinds";
import { defineRoute } from "@/lib/http/define-route";
import { dataOf } from "../route-parts";

/** The kinds that there are entities of. */
export const GET = defineRoute({
  scope: "read",
  response: dataOf(z.array(z.string())),
  handler: async ({ actor, db }) => ({ data: await listEntityKinds(db, actor.organizationId) }),
});
