import { invokePipeline, readAgentRun } from "@/lib/agents/invoke-pipeline";
import { activePipelines, type Agent, type AgentPipeline } from "@/lib/agents/store";
import { UserError } from "@/lib/errors";
import type { Gate } from "@/lib/ingest/gate";
import { sourceRuleSchema } from "@/lib/pipeline/definition";
import { asSchema } from "@/lib/schemas/json-schema";
import { newestSchemas } from "@/lib/schemas/store";
import { z } from "zod";
import type { McpTool } from "./mcp-server";

const definitionSchema = z.object({ sources: z.array(sourceRuleSchema).default([]) });

/** A tool for each pipeline that the agent may run and that is active, with its event's schema; and one for its runs. */
export async function agentTools(agent: Agent, gate: Gate): Promise<McpTool[]> {
  const pipelines = await activePipelines(agent.organizationId, gate.pool, agent.pipelineIds);
  const typed = pipelines.map((pipeline) => ({ pipeline, type: eventTypeOf(pipeline) }));
  const schemas = await newestSchemas(agent.organizationId, typed.flatMap(({ type }) => type ?? []), gate.pool);
  return [...typed.map(({ pipeline, type }) => pipelineTool(pipeline, type, type === null ? undefined : schemas.get(type), agent, gate)), runTool(agent, gate)];
}

function pipelineTool({ id, slug, name }: AgentPipeline, type: string | null, schema: unknown, agent: Agent, gate: Gate): McpTool {
  return {
    name: `run_${slug.replaceAll("-", "_")}`.slice(0, 64),
    title: name,
    description: `Runs the pipeline “${name}”${type === null ? "" : ` on a ${type} event`} and answers what its steps made of the payload. Its destinations get their messages.`,
    inputSchema: {
      type: "object",
      properties: {
        payload: schema === undefined ? { type: "object", description: "The event's fields." } : asSchema(schema),
        idempotencyKey: { type: "string", maxLength: 255, description: "The same key again runs nothing and answers the first run." },
      },
      required: ["payload"],
    },
    call: ({ payload, idempotencyKey }) =>
      invokePipeline(agent, id, { payload, ...(type !== null && { type }), ...(idempotencyKey !== undefined && { idempotencyKey }) }, { wait: true, mayHoldEscapes: true, traceparent: null }, gate),
  };
}

function runTool(agent: Agent, gate: Gate): McpTool {
  return {
    name: "get_run",
    title: "Look up a run",
    description: "How a run of one of this agent's pipelines stands: its status, why it was filtered or failed, what its steps made.",
    inputSchema: { type: "object", properties: { run_id: { type: "string" } }, required: ["run_id"] },
    annotations: { readOnlyHint: true },
    call: ({ run_id }) => {
      if (typeof run_id !== "string") throw new UserError("invalid_request", "run_id: expected the id of a run");
      return readAgentRun(agent, run_id, gate.pool);
    },
  };
}

/** The one type that a pipeline listens to by its whole name; null where a rule is a pattern or there are several. */
function eventTypeOf({ definition }: AgentPipeline): string | null {
  const parsed = definitionSchema.safeParse(definition);
  const types = new Set(parsed.success ? parsed.data.sources.map(({ match }) => match ?? "*") : []);
  const [only] = types;
  return types.size === 1 && only !== undefined && !only.includes("*") ? only : null;
}
