import { agentChangeSchema, agentResourceSchema, revokeAgent, updateAgent } from "@/lib/agents/agents";
import { defineRoute } from "@/lib/http/define-route";
import { callerOf, dataOf, idParams } from "../../route-parts";

/** Which pipelines it may run. */
export const PUT = defineRoute({
  scope: "manage",
  params: idParams,
  body: agentChangeSchema,
  response: dataOf(agentResourceSchema),
  handler: async ({ actor, params, body, db }) => ({ data: await updateAgent(callerOf(actor), params.id, body, db) }),
});

/** Revokes; the agent stays in the list. */
export const DELETE = defineRoute({
  scope: "manage",
  params: idParams,
  handler: ({ actor, params, db }) => revokeAgent(callerOf(actor), params.id, db),
});
