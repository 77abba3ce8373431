import { invokePipeline, readAgentRun } from "@/lib/agents/invoke-pipeline";
import { isOver, type AgentRun } from "@/lib/agents/run-outcome";
import type { Agent } from "@/lib/agents/store";
import { bearerToken } from "@/lib/http/authenticate";
import { jsonResponse, type PlainResponse } from "@/lib/http/error-response";
import { UserError } from "@/lib/errors";
import type { Gate } from "../gate";
import { isObject } from "../parse-event";
import { headerOf, lastSegment, type HotPath, type HotPathRequest } from "./hot-path";
import { parseTraceparent } from "./parse-traceparent";
import { assertPlainBody, readJsonCall } from "./read-call";

/**
 * `POST /v1/agent/invoke/<pipelineId>` with `Authorization: Bearer ag_live_…` and `{ payload, type?, idempotencyKey?,
 * timestamp? }`: 202 with `run_id` and `poll_url`; with `?wait=true` 200 and the run's outcome as soon as its steps are
 * done, 202 where they take more than 25 s. 403 for a pipeline that is not on the agent's list.
 */
export const agentInvokePath: HotPath = {
  methods: ["POST"],
  async handle(request, { gate, requestId }) {
    const agent = await authenticateAgent(request, gate);
    assertPlainBody(request);
    const { body, mayHoldEscapes } = readJsonCall(request);
    if (!isObject(body)) throw new UserError("invalid_request", "expected an object with a payload");
    const wait = new URLSearchParams(request.path.split("?")[1] ?? "").get("wait") === "true";
    const traceparent = parseTraceparent(headerOf(request, "traceparent"));
    return answerRun(await invokePipeline(agent, lastSegment(request), body, { wait, mayHoldEscapes, traceparent }, gate), requestId);
  },
};

/** `GET /v1/agent/runs/<run_id>`: 200 when the run is over, 202 until then. */
export const agentRunPath: HotPath = {
  methods: ["GET"],
  async handle(request, { gate, requestId }) {
    const agent = await authenticateAgent(request, gate);
    return answerRun(await readAgentRun(agent, lastSegment(request), gate.pool), requestId);
  },
};

async function authenticateAgent(request: HotPathRequest, gate: Gate): Promise<Agent> {
  const token = bearerToken(headerOf(request, "authorization"));
  const agent = token ? await gate.agents.verify(token) : null;
  if (agent) return agent;
  gate.counts.unauthenticated++;
  throw new UserError("unauthenticated", "Authorization: expected an agent's valid key, as in `Bearer ag_live_…`");
}

function answerRun(run: AgentRun, requestId: string): PlainResponse {
  const data = { ...run, poll_url: `/v1/agent/runs/${run.run_id}` };
  return jsonResponse(isOver(run.status) ? 200 : 202, { data }, requestId);
}
