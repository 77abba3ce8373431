import { z } from "zod";
import { connectionResourceSchema } from "@/lib/connections/connection-resource";
import { createConnection, createConnectionSchema } from "@/lib/connections/create-connection";
import { listConnections } from "@/lib/connections/list-connections";
import { defineRoute } from "@/lib/http/define-route";
import { pageQuery, pageSchema } from "@/lib/http/paging";
import { callerOf, dataOf, portsOf } from "../route-parts";

export const GET = defineRoute({
  scope: "read",
  query: z.strictObject({ ...pageQuery, kind: z.string().max(64).optional() }),
  response: pageSchema(connectionResourceSchema),
  handler: ({ actor, query, db }) => listConnections(db, actor.organizationId, query),
});

export const POST = defineRoute({
  scope: "manage",
  status: 201,
  body: createConnectionSchema,
  response: dataOf(connectionResourceSchema),
  handler: async ({ actor, body, db }) => ({ data: await createConnection(db, callerOf(actor), body, portsOf(db)) }),
});
