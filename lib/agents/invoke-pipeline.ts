import type { Pool } from "pg";
import { setTimeout as pause } from "node:timers/promises";
import { UserError } from "@/lib/errors";
import type { Gate } from "@/lib/ingest/gate";
import { parseEvent } from "@/lib/ingest/parse-event";
import { takeEvents } from "@/lib/ingest/take-events";
import { isOver, runOutcome, type AgentRun } from "./run-outcome";
import { agentRun, firstRun, type Agent, type AgentRunRow } from "./store";

/** Of an event as `/v1/ingest` takes it; the type is `agent.invoked` unless given. */
export type Invocation = { type?: unknown; payload?: unknown; idempotencyKey?: unknown; timestamp?: unknown };

const waitMsMax = 25_000;
const pollEveryMs = 50;

/**
 * Runs one pipeline on one event, whatever events it listens to; resolves once that is stored, with `wait` when the run
 * is over or after 25 s. Throws `forbidden` outside of the agent's list, and what refuses the event.
 */
export async function invokePipeline(agent: Agent, pipelineId: string, invocation: Invocation, { wait, mayHoldEscapes, traceparent }: { wait: boolean; mayHoldEscapes: boolean; traceparent: string | null }, gate: Gate): Promise<AgentRun> {
  assertAllowed(agent, pipelineId);
  const { organizationId, sourceId } = agent;
  const entry = { type: "agent.invoked", ...invocation };
  const parsed = parseEvent(entry, "", { mayHoldEscapes, traceparent, nowMs: gate.clock.now() });
  const verdicts = await takeEvents([{ entry, at: "", parsed }], { organizationId, sourceId, limitedBy: null }, gate, pipelineId);
  const verdict = verdicts === "gone" ? undefined : verdicts[0];
  if (!verdict) throw new UserError("unauthenticated", "The agent's source is gone: make another agent");
  if ("refusal" in verdict) throw new UserError(verdict.refusal.code, verdict.refusal.message, verdict.refusal.problems, verdict.refusal.retryAfterMs);
  const run = await firstRun(organizationId, gate.pool, verdict.event.id, pipelineId);
  // A key that another call used for another pipeline leads to that one's event.
  if (!run) throw new UserError("invalid_request", "idempotencyKey: expected a key that no other event of this source has");
  return runOutcome(wait ? await waitForEnd(run, organizationId, gate.pool) : run);
}

/** Throws `not_found` for another agent's. */
export async function readAgentRun(agent: Agent, runId: string, pool: Pool): Promise<AgentRun> {
  const run = await agentRun(agent.organizationId, pool, runId);
  if (!run || !agent.pipelineIds.includes(run.pipeline_id)) throw new UserError("not_found", "There is no such run");
  return runOutcome(run);
}

function assertAllowed({ pipelineIds }: Agent, pipelineId: string): void {
  if (!pipelineIds.includes(pipelineId)) throw new UserError("forbidden", "This agent's key may not run this pipeline");
}

async function waitForEnd(run: AgentRunRow, organizationId: string, pool: Pool): Promise<AgentRunRow> {
  const untilMs = Date.now() + waitMsMax;
  let current = run;
  while (!isOver(current.status) && Date.now() < untilMs) {
    await pause(pollEveryMs);
    current = (await agentRun(organizationId, pool, run.id)) ?? current;
  }
  return current;
}
