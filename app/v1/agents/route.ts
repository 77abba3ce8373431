import { z } from "zod";
import { agentResourceSchema, createAgent, listAgents, newAgentSchema } from "@/lib/agents/agents";
import { defineRoute } from "@/lib/http/define-route";
import { pageQuery, pageSchema } from "@/lib/http/paging";
import { callerOf, dataOf } from "../route-parts";

export const GET = defineRoute({
  scope: "read",
  query: z.strictObject(pageQuery),
  response: pageSchema(agentResourceSchema),
  handler: ({ actor, query, db }) => listAgents(actor.organizationId, query, db),
});

/** The answer holds `key`, the only time it is shown. */
export const POST = defineRoute({
  scope: "manage",
  status: 201,
  body: newAgentSchema,
  response: dataOf(agentResourceSchema.extend({ key: z.string() })),
  handler: async ({ actor, body, db }) => ({ data: await createAgent(callerOf(actor), body, db) }),
});
