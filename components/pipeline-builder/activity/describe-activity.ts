import { type PipelineActivity } from "@/lib/pipelines/activity-resource";
import { type NodeKey } from "../editor/node-key";

export type Count = { status: string; count: number };

/** How many events came to a card; null where nothing was counted: a source, a card that is not deployed yet. */
export function arrivedAt(activity: PipelineActivity, key: NodeKey): number | null {
  const step = stepOf(activity, key);
  if (step) return step.in;
  const counts = countsAt(activity, key);
  return counts.length === 0 ? null : counts.reduce((sum, { count }) => sum + count, 0);
}

/** What became of them there, in the words of the status badges; zeros are left out. */
export function countsAt(activity: PipelineActivity, key: NodeKey): Count[] {
  const step = stepOf(activity, key);
  if (step) return withoutZeros([["filtered", step.dropped], ["failed", step.failed]]);
  const destination = activity.destinations.find(({ destination_id }) => key === `destination:${destination_id}`);
  if (!destination) return [];
  const { delivered, pending, retrying, held, dead } = destination;
  return withoutZeros([["delivered", delivered], ["pending", pending], ["retrying", retrying], ["held", held], ["dead", dead]]);
}

function stepOf({ steps }: PipelineActivity, key: NodeKey) {
  return steps.find(({ step_id }) => key === `step:${step_id}`);
}

function withoutZeros(counts: [status: string, count: number][]): Count[] {
  return counts.filter(([, count]) => count > 0).map(([status, count]) => ({ status, count }));
}
