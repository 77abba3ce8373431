import type { Json } from "@/lib/durable/contract";
import type { ContextPatch, RunContext } from "./context";

export type StepRunStatus = "ok" | "dropped" | "failed" | "skipped";

/**
 * What history keeps of a step. It is for the dashboard, inside the organization, and so shows the raw event whatever
 * was redacted for destinations.
 */
export type StepRunRecord = {
  stepId: string;
  kind: string;
  status: StepRunStatus;
  /** The refs the config reads and what the step found there, long values cut. */
  input: Json;
  /** The patch it answered with, null if none. */
  output: ContextPatch | null;
  facts: Json;
  /** Why it dropped the event. */
  reason: string | null;
  error: string | null;
  /** Unix milliseconds, null for a skipped step. */
  startedAtMs: number | null;
  durationMs: number | null;
};

/** One destination of a run that succeeded. */
export type PlannedDelivery = {
  destinationId: string;
  /** What its message is rendered from: the destination's own, redacted view. */
  context: RunContext;
  /** Whether `when` holds on the raw event; true without one. */
  whenHolds: boolean;
  /** What decided `when`, null without one. */
  explain: string | null;
};
