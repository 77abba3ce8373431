"use client";

import { ConditionBuilder } from "@/components/condition-builder/condition-builder";
import { conditionSchema } from "@/lib/pipeline/definition";
import type { ControlProps } from "../control-props";
import { relativeProblems, useFormScope } from "../form-context";

/** What can't be read as a condition begins as an empty one. */
export function ConditionControl({ id, path, value, onChange, disabled }: ControlProps) {
  const { problems } = useFormScope();
  const parsed = conditionSchema.safeParse(value);
  return (
    <ConditionBuilder
      value={parsed.success ? parsed.data : { combinator: "and", conditions: [] }}
      onChange={onChange}
      problems={relativeProblems(problems, path).filter((problem) => problem.path !== "")}
      disabled={disabled}
      aria-labelledby={`${id}-label`}
    />
  );
}
