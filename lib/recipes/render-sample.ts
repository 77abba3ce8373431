import { renderMessage } from "@/lib/destinations/render-message";
import type { Rendered, RenderRefusal } from "@/lib/destinations/contract";
import type { EventView, JsonObject } from "@/lib/pipeline/context";
import { runPipeline, type RunOutcome } from "@/lib/pipeline/run";
import { systemClock } from "@/lib/ports/clock";
import type { Ports } from "@/lib/ports/ports";
import { stepCatalog } from "@/lib/steps/catalog";
import { stepExecutors } from "@/lib/steps/executors";
import { destinationDefinition } from "@/lib/destinations/catalog";
import type { Json, StepPort } from "@/lib/durable/contract";
import type { Recipe } from "./contract";
import { samplePorts } from "./sample-ports";
import { toDefinition } from "./to-definition";

export type SampleRun = {
  outcome: RunOutcome;
  /** What arrives; null where the event was filtered. */
  message: Rendered | RenderRefusal | null;
};

const at = "2026-03-04T09:15:00.000Z";

/** The recipe at work on one of its samples, by the very steps and renderer of a real run. Reaches nothing outside. */
export async function renderSample(recipe: Recipe, kind: string, payload: JsonObject = recipe.samples.good): Promise<SampleRun> {
  const target = targetOf(kind);
  const definition = toDefinition(recipe, { slug: recipe.slug, source: "default", kind, connection: kind, target });
  const outcome = await runPipeline(
    { definition, event: eventOf(recipe, payload), runId: "run_sample", pipelineId: "pl_sample", organizationId: "org_sample", organizationHashKey: "sample", startedAtMs: Date.parse(at) },
    { step: inline, steps: stepCatalog, executors: stepExecutors, ports: samplePorts(recipe) as Ports, clock: systemClock },
  );
  const [delivery] = outcome.deliveries;
  const [destination] = definition.destinations;
  if (!delivery || !destination) return { outcome, message: null };
  return { outcome, message: renderMessage(kind, { target, template: destination.template, config: {}, context: delivery.context }) };
}

function targetOf(kind: string): JsonObject {
  const target: unknown = destinationDefinition(kind)?.anyTarget ?? {};
  return Object.fromEntries(Object.entries(target ?? {}));
}

function eventOf({ event }: Recipe, payload: JsonObject): EventView {
  const id = "evt_01KJW8Z0000000000000SAMPLE";
  return { id, type: event, received_at: at, occurred_at: at, payload, meta: { source: "default", url: `https://ingestlayer.example/events/${id}`, idempotency_key: null } };
}

/** Nothing here waits or fails, so nothing needs to be remembered. */
const inline: StepPort = {
  run: async <T extends Json | undefined | void>(_id: string, fn: () => Promise<T> | T) => fn(),
  sleep: () => Promise.reject(new Error("a sample does not wait")),
  sleepUntil: () => Promise.reject(new Error("a sample does not wait")),
  sendEvent: () => Promise.reject(new Error("a sample triggers nothing")),
} as StepPort;
