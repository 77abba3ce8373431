"use client";

import { ConditionBuilder } from "@/components/condition-builder/condition-builder";
import { readCondition } from "@/components/condition-builder/read-condition";
import type { ControlProps } from "../control-props";
import { relativeProblems, useFormScope } from "../form-context";

export function ConditionControl({ id, path, value, onChange, disabled }: ControlProps) {
  const { problems } = useFormScope();
  return (
    <ConditionBuilder
      value={readCondition(value)}
      onChange={onChange}
      problems={relativeProblems(problems, path).filter((problem) => problem.path !== "")}
      disabled={disabled}
      aria-labelledby={`${id}-label`}
    />
  );
}
