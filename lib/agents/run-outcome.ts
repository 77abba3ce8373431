import { z } from "zod";
import type { Json } from "@/lib/durable/contract";
import { applyPatch } from "@/lib/pipeline/apply-patch";
import type { RunContext } from "@/lib/pipeline/context";
import { viewContext } from "@/lib/pipeline/redaction-view";
import type { AgentRunRow } from "./store";

export const agentRunSchema = z.object({
  run_id: z.string(),
  event_id: z.string(),
  /** queued | running | waiting | succeeded | filtered | failed */
  status: z.string(),
  /** Why it was filtered or failed. */
  reason: z.string().nullable(),
  /** Null until the steps are done: then the payload, redacted as strictly as any destination sees it. */
  payload: z.json().nullable(),
  /** What the steps wrote: `classify`, `output`, … */
  values: z.record(z.string(), z.json()),
});
export type AgentRun = z.infer<typeof agentRunSchema>;

/** How a run stands, for an agent: what leaves the system leaves redacted. */
export function runOutcome(row: AgentRunRow): AgentRun {
  const common = { run_id: row.id, event_id: row.event_id, status: row.status, reason: row.reason };
  if (!isOver(row.status)) return { ...common, payload: null, values: {} };
  const raw: RunContext = {
    event: { id: row.event_id, type: row.type, received_at: row.received_at.toISOString(), occurred_at: row.occurred_at.toISOString(), payload: row.payload, meta: { source: "", url: "", idempotency_key: row.idempotency_key } },
    values: {},
    redactions: [],
  };
  const context = (row.patches ?? []).reduce<RunContext>((before, patch) => (patch ? applyPatch(before, patch) : before), raw);
  const { event, values } = viewContext(context, { kind: "strictest" });
  return { ...common, payload: event.payload, values: values as { [name: string]: Json } };
}

export function isOver(status: string): boolean {
  return status === "succeeded" || status === "filtered" || status === "failed";
}
