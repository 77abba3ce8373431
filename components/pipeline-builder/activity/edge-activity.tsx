"use client";

import { type NodeKey } from "../editor/node-key";
import { useBuilder } from "../state/builder-context";
import { arrivedAt } from "./describe-activity";
import { formatCount } from "./format-count";

/** On an edge: how many events of the last hour passed it. */
export function EdgeActivity({ leadsTo, x, y }: { leadsTo: NodeKey; x: number; y: number }) {
  const count = useBuilder((state) => (state.activity && !state.drag ? arrivedAt(state.activity, leadsTo) : null));
  if (count === null) return null;
  return (
    <p
      title={`${count} in the last hour`}
      style={{ transform: `translate(-100%, -120%) translate(${x}px, ${y}px)` }}
      className="pointer-events-auto absolute font-mono text-[11px] leading-4 text-neutral-11 tabular-nums"
    >
      {formatCount(count)}
    </p>
  );
}
