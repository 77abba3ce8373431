import type { StepPort } from "@/lib/durable/contract";
import type { Clock } from "@/lib/ports/clock";
import type { Ports } from "@/lib/ports/ports";
import type { StepInput, StepResult } from "@/lib/steps/contract";
import type { StepCatalog } from "./catalog-index";
import type { EventView } from "./context";
import type { PipelineDefinition } from "./definition";
import type { StepRunRecord } from "./run-records";

/** An executor of any kind: the config it takes is known to the catalogue alone. */
export type RunnableStep = (input: StepInput<never>, ports: Ports) => Promise<StepResult> | StepResult;

/** Executors by kind. */
export type StepExecutors = Readonly<Record<string, RunnableStep>>;

export type RunInput = {
  /** Keep one object a version: what is compiled hangs on it. */
  definition: PipelineDefinition;
  event: EventView;
  /** See RunContext. */
  fieldOrder?: string[] | undefined;
  runId: string;
  pipelineId: string;
  organizationId: string;
  /** Handed to every step, see StepInput. */
  organizationHashKey: string;
  /** Unix milliseconds, the same on every replay of the run. */
  startedAtMs: number;
};

/** `untilMs`: Unix milliseconds. */
export type StepWait = { stepId: string; kind: string; untilMs: number; reason: string };

export type RunDependencies = {
  step: StepPort;
  steps: StepCatalog;
  executors: StepExecutors;
  ports: Ports;
  clock: Clock;
  /** Called after each step, also on a replay. */
  onProgress?: (record: StepRunRecord) => void;
  /** Called before a step waits, also on a replay that comes before the wait is over; awaited. */
  onWait?: (wait: StepWait) => Promise<void>;
};
