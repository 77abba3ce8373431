"use client";

import { ArrowDown, ArrowUp } from "lucide-react";
import { CardActivity } from "../activity/card-activity";
import { Button } from "@/components/ui/button";
import { PipelineCard } from "../cards/pipeline-card";
import { type NodeKey } from "../editor/node-key";
import { useBuilder, useBuilderActions } from "../state/builder-context";

type ListCardProps = { nodeKey: NodeKey; index: number; count: number; when?: string | null };

export function ListCard({ nodeKey, index, count, when = null }: ListCardProps) {
  const canEdit = useBuilder((state) => state.canEdit);
  return (
    <li>
      {when !== null && (
        <p className="mb-1 truncate text-label text-neutral-11" title={`when ${when}`}>
          <span className="text-neutral-10">when </span>
          {when}
        </p>
      )}
      <div className="flex items-center gap-1.5">
        <div className="relative h-[84px] min-w-0 flex-1">
          <PipelineCard nodeKey={nodeKey} number={index + 1} isListed />
          <CardActivity nodeKey={nodeKey} />
        </div>
        {canEdit && count > 1 && <MoveButtons nodeKey={nodeKey} index={index} count={count} />}
      </div>
    </li>
  );
}

function MoveButtons({ nodeKey, index, count }: { nodeKey: NodeKey; index: number; count: number }) {
  const actions = useBuilderActions();
  return (
    <div className="flex flex-col gap-1">
      <Button variant="ghost" size="icon" aria-label={`Move ${nodeKey.replace(":", " ")} up`} disabled={index === 0} onClick={() => actions.reorder(nodeKey, "up", false)}>
        <ArrowUp aria-hidden="true" />
      </Button>
      <Button variant="ghost" size="icon" aria-label={`Move ${nodeKey.replace(":", " ")} down`} disabled={index === count - 1} onClick={() => actions.reorder(nodeKey, "down", false)}>
        <ArrowDown aria-hidden="true" />
      </Button>
    </div>
  );
}
