"use client";

import { useMemo } from "react";
import { StatusBadge } from "@/components/status/status-badge";
import { type NodeKey } from "../editor/node-key";
import { useBuilder } from "../state/builder-context";
import { countsAt } from "./describe-activity";
import { formatCount } from "./format-count";

/** Under a card: what became of the last hour's events there. */
export function CardActivity({ nodeKey }: { nodeKey: NodeKey }) {
  const activity = useBuilder((state) => (state.drag ? null : state.activity));
  const counts = useMemo(() => (activity ? countsAt(activity, nodeKey) : []), [activity, nodeKey]);
  if (counts.length === 0) return null;
  return (
    <p className="pointer-events-none absolute right-2 bottom-0 z-10 flex translate-y-3.5 gap-1 font-mono">
      {counts.slice(0, 3).map(({ status, count }) => (
        <StatusBadge key={status} status={status} word={formatCount(count)} className="border border-neutral-5 bg-raised" />
      ))}
    </p>
  );
}
