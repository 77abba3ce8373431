"use client";

import { ConditionBuilder } from "@/components/condition-builder/condition-builder";
import { type Condition, type PipelineDestination } from "@/lib/pipeline/definition";
import { useBuilder, useBuilderActions } from "../state/builder-context";
import { type FieldProblem } from "./part-problems";

const always: Condition = { combinator: "and", conditions: [] };

/** For which of the events that come this far the destination is. */
export function WhenTab({ destination, problems }: { destination: PipelineDestination; problems: FieldProblem[] }) {
  const actions = useBuilderActions();
  const canEdit = useBuilder((state) => state.canEdit);
  return (
    <div className="flex flex-col gap-3">
      <p className="text-dense text-neutral-11">Only events for which this holds are sent here. Without a rule all of them are.</p>
      <ConditionBuilder
        aria-label="Send when"
        value={destination.when ?? always}
        onChange={(when) => actions.edit({ type: "update-destination", id: destination.id, changes: { when: when.conditions.length === 0 ? undefined : when } })}
        problems={problems}
        disabled={!canEdit}
      />
    </div>
  );
}
