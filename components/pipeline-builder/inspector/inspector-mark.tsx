"use client";

import { CategoryTag } from "@/components/marks/category-tag";
import { DestinationMark } from "@/components/marks/destination-mark";
import { destinationDefinition } from "@/lib/destinations/catalog";
import { useCardText } from "../cards/use-card-text";
import { type NodeKey } from "../editor/node-key";
import { stepDefinition } from "../step-definition";

/** Which kind of card the form below is of. */
export function InspectorMark({ nodeKey }: { nodeKey: NodeKey }) {
  const text = useCardText(nodeKey);
  if (!text) return null;
  const { kind, category } = text;
  const title = nodeKey.startsWith("source:") ? "Source" : (stepDefinition(kind)?.title ?? destinationDefinition(kind)?.title ?? kind);
  return (
    <span className="flex min-w-0 items-center gap-2">
      {category && <CategoryTag category={category} />}
      {nodeKey.startsWith("destination:") && <DestinationMark kind={kind} className="size-5" />}
      <span className="shrink-0 font-semibold whitespace-nowrap">{title}</span>
      {nodeKey.startsWith("step:") && <span className="truncate font-mono text-mono text-neutral-10">{kind}</span>}
    </span>
  );
}
