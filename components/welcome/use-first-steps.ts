"use client";

import { useApiPages } from "@/components/query/use-api-query";
import { type ConnectionResource } from "@/lib/connections/connection-resource";
import { type DeliverySummary } from "@/lib/events/delivery-resource";
import { type EventResource } from "@/lib/events/event-resource";
import { type PipelineResource } from "@/lib/pipelines/pipeline-resource";
import { recipeEvent, recipeSlug, slackTarget } from "./escalation-recipe";
import { type StepName } from "./first-steps";

export type FirstSteps = {
  /** Read off what exists: nothing about the guide itself is stored. */
  done: Record<StepName, boolean>;
  newestEvent: EventResource | undefined;
  /** One that the recipe's pipeline understands. */
  recipeEvent: EventResource | undefined;
  /** The recipe's, else the newest that sends to Slack. */
  slackPipeline: PipelineResource | undefined;
  newestPipeline: PipelineResource | undefined;
  slackConnection: ConnectionResource | undefined;
  /** Of the Slack pipeline, whatever became of it. */
  newestDelivery: DeliverySummary | undefined;
  delivered: DeliverySummary | undefined;
};

/** Undefined until everything is known, so that no step flashes up as open. */
export function useFirstSteps(): { steps: FirstSteps | undefined; error: unknown; retry: () => void } {
  const events = useApiPages<EventResource>("events", "/v1/events", { limit: 1 });
  const recipeEvents = useApiPages<EventResource>("events", "/v1/events", { limit: 1, type: recipeEvent.type });
  const pipelines = useApiPages<PipelineResource>("pipelines", "/v1/pipelines", { limit: 100 });
  const connections = useApiPages<ConnectionResource>("connections", "/v1/connections", { limit: 100, kind: "slack" });
  const live = (pipelines.data ?? []).filter(({ status }) => status !== "archived");
  const slackPipeline = live.find(({ slug }) => slug === recipeSlug) ?? live.find(({ draft }) => slackTarget(draft) !== null);
  const ofPipeline = { limit: 1, pipeline: slackPipeline?.id, kind: "slack" };
  const deliveries = useApiPages<DeliverySummary>("deliveries", "/v1/deliveries", ofPipeline, { enabled: slackPipeline !== undefined });
  const delivered = useApiPages<DeliverySummary>("deliveries", "/v1/deliveries", { limit: 1, status: "delivered" });

  const needed = [events, recipeEvents, pipelines, connections, delivered];
  const retry = () => void Promise.all(needed.map((query) => query.refetch()));
  const error = needed.find((query) => query.error)?.error;
  if (needed.some(({ data }) => data === undefined)) return { steps: undefined, error, retry };
  const slackConnection = connections.data?.find(({ status }) => status === "active");
  const steps = {
    done: { event: events.data?.length !== 0, pipeline: live.length > 0, slack: slackConnection !== undefined, message: delivered.data?.length !== 0 },
    newestEvent: events.data?.[0],
    recipeEvent: recipeEvents.data?.[0],
    slackPipeline,
    newestPipeline: live[0],
    slackConnection,
    newestDelivery: deliveries.data?.[0],
    delivered: delivered.data?.[0],
  };
  return { steps, error, retry };
}
