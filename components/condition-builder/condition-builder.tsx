"use client";

import { Plus } from "lucide-react";
import { useMemo } from "react";
import { useFollowFocus } from "@/components/schema-form/use-follow-focus";
import { Button } from "@/components/ui/button";
import type { Problem } from "@/lib/errors";
import { checkCondition } from "@/lib/pipeline/check-condition";
import { describeCondition } from "@/lib/pipeline/describe-condition";
import type { Condition } from "@/lib/pipeline/definition";
import { BuilderContext, placeOf, type Builder } from "./builder-context";
import { addMember, emptyComparison } from "./condition-edit";
import { ConditionGroup } from "./condition-group";

type ConditionBuilderProps = {
  value: Condition;
  onChange: (condition: Condition) => void;
  /** Paths are relative to the condition: `conditions[0].value`. */
  problems?: readonly Problem[];
  disabled?: boolean;
  "aria-labelledby"?: string;
  "aria-label"?: string;
};

const noProblems: readonly Problem[] = [];

/** Edits a condition: rules in nested groups, with what it says in one line below. */
export function ConditionBuilder({ value, onChange, problems = noProblems, disabled = false, ...labels }: ConditionBuilderProps) {
  const { container, follow } = useFollowFocus();
  const shown = useMemo(() => mergeProblems(problems, checkCondition(value)), [problems, value]);
  const apply: Builder["apply"] = (change, focus = "handle") => {
    const changed = change(value);
    const isPlain = "combinator" in changed;
    if (!isPlain) follow(placeOf(changed.path, focus));
    onChange(isPlain ? changed : changed.condition);
  };
  const isEmpty = value.conditions.length === 0;
  return (
    <BuilderContext value={{ isDisabled: disabled, problems: shown, apply }}>
      <div ref={container} role="group" {...labels} className="@container flex min-w-0 flex-col gap-2">
        {isEmpty ? (
          <div className="flex flex-wrap items-center justify-between gap-2 rounded-sm border border-dashed border-neutral-6 px-3 py-2">
            <p className="text-dense text-neutral-11">No rule yet: it holds for every event.</p>
            {!disabled && (
              <Button size="sm" onClick={() => apply((condition) => addMember(condition, [], emptyComparison), "field")}>
                <Plus aria-hidden="true" />
                Add a rule
              </Button>
            )}
          </div>
        ) : (
          <>
            <ConditionGroup group={value} path={[]} />
            <p aria-live="polite" className="text-label break-words text-neutral-10">
              Holds when <span className="font-mono text-mono text-neutral-11">{describeCondition(value)}</span>
            </p>
          </>
        )}
      </div>
    </BuilderContext>
  );
}

/** What the host found, and what can be seen here at once at places it says nothing of. An empty field is just not chosen yet. */
function mergeProblems(given: readonly Problem[], own: Problem[]): Problem[] {
  const known = new Set(given.map(({ path }) => path));
  return [...given, ...own.filter(({ path }) => !known.has(path) && !path.endsWith(".field"))];
}
