import type { StartedAttempt } from "@/lib/deliveries/begin-attempt";
import type { EarlyAttempt } from "@/lib/deliveries/early-attempt";
import type { Gate } from "@/lib/deliveries/send-gate";
import type { Json } from "@/lib/durable/contract";

export type RunStatus = "queued" | "running" | "waiting" | "succeeded" | "filtered" | "failed";

export type StepRunRow = {
  stepId: string;
  kind: string;
  status: string;
  input: Json;
  output: Json;
  facts: Json;
  reason: string | null;
  startedAtMs: number;
  durationMs: number;
};

export type DeliveryRow = {
  id: string;
  destinationId: string;
  kind: string;
  connectionId: string;
  target: Json;
  config: Json;
  onAmbiguous: "resend" | "hold";
  message: Json | null;
  cuts: string[];
  lane: { key: string; periodMs: number } | null;
  gates: Gate[];
  /** Of the messages it answers or replaces; null = it does neither. */
  groupKey: string | null;
  /** What gathers into one message, which it joins or opens; null = it is sent by itself. */
  digest: { key: string; names: string[] } | null;
  /** Unix milliseconds before which it must not be sent; null = at once. Of a digest, when it is over if this one opens it. */
  notBeforeMs: number | null;
  status: "pending" | "skipped" | "dead" | "delivered";
  code: string | null;
  reason: string | null;
  /** Null = none has begun. One that is `delivered` has an arrived one. */
  attempt: EarlyAttempt | null;
};

export type RunResult = {
  organizationId: string;
  runId: string;
  eventId: string;
  pipelineId: string;
  status: RunStatus;
  reason: string | null;
  startedAtMs: number;
  traceparent: string | null;
  stepRuns: StepRunRow[];
  deliveries: DeliveryRow[];
};

export function firstAttemptOf(
  { pipelineId, traceparent }: Pick<RunResult, "pipelineId" | "traceparent">, delivery: DeliveryRow, connectionRevision: number,
): StartedAttempt {
  const { kind, connectionId, destinationId, target, config, message, onAmbiguous, groupKey } = delivery;
  return {
    number: 1, kind, pipelineId, destinationId, connectionId, connectionRevision, target, config, message, onAmbiguous,
    failures: 0, traceparent, wasInterrupted: false, groupKey,
  };
}
