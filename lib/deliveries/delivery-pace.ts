import { destinationDefinition } from "@/lib/destinations/catalog";
import type { PipelineDestination } from "@/lib/pipeline/definition";
import type { Gate } from "./send-gate";

export type DeliveryPace = { lane: { key: string; periodMs: number } | null; gates: Gate[] };

/** The queue and the gates of a destination's deliveries: they follow its connection and target. Null = unknown kind. */
export function deliveryPace({ kind, connection, target }: Pick<PipelineDestination, "kind" | "connection" | "target">): DeliveryPace | null {
  const definition = destinationDefinition(kind);
  if (!definition) return null;
  const { lane, budgets } = definition.pace(connection, target);
  const laneGates = lane && lane.periodMs > 0 ? [{ key: lane.key, intervalMs: lane.periodMs, burst: 1 }] : [];
  const budgetGates = budgets.map(({ key, limit, periodMs }) => ({ key, intervalMs: periodMs / limit, burst: limit }));
  return { lane, gates: [...laneGates, ...budgetGates] };
}
