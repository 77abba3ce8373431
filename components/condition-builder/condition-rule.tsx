"use client";

import { X } from "lucide-react";
import { useRefSuggestions } from "@/components/refs/ref-suggestions-context";
import { RefInput } from "@/components/refs/ref-input";
import { MoveHandle } from "@/components/schema-form/move-handle";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/class-names";
import { Select } from "@/components/ui/select";
import { operatorWords } from "@/lib/pipeline/describe-condition";
import { conditionOperators, type Comparison } from "@/lib/pipeline/definition";
import { placeOf, problemPath, useBuilder } from "./builder-context";
import { removeMember, updateMember, type MemberPath } from "./condition-edit";
import { operatorsFor, takesValue, withOperator } from "./condition-operators";
import { ConditionValue } from "./condition-value";
import { memberMoves } from "./member-moves";

/** One comparison: field, operator, value. */
export function ConditionRule({ rule, path }: { rule: Comparison; path: MemberPath }) {
  const { isDisabled, problems, apply } = useBuilder();
  const suggestion = useRefSuggestions().find(({ ref }) => ref === rule.field);
  const type = suggestion?.type ?? "any";
  const name = `rule ${path.map((index) => index + 1).join(".")}`;
  const own = problemPath(path);
  const problemOf = (part: string) => problems.find((problem) => problem.path === `${own}.${part}`)?.message;
  const [fieldProblem, valueProblem] = [problemOf("field"), problemOf("value") ?? problemOf("op")];
  const change = (changed: Comparison) => apply((condition) => updateMember(condition, path, changed));
  return (
    <div role="group" aria-label={name} className="flex min-w-0 items-start gap-1">
      {!isDisabled && <MoveHandle label={`Move ${name}`} moves={memberMoves(path, apply)} data-place={placeOf(path, "handle")} />}
      <div className="grid min-w-0 flex-1 grid-cols-[8.5rem_minmax(0,1fr)] gap-1 @2xl:grid-cols-[minmax(0,1fr)_8.5rem_minmax(0,1fr)]">
        <div className="col-span-2 min-w-0 @2xl:col-span-1">
          <RefInput
            aria-label={`Field of ${name}`}
            data-place={placeOf(path, "field")}
            value={rule.field}
            onChange={(field) => change({ ...rule, field })}
            disabled={isDisabled}
            hasProblem={fieldProblem !== undefined && rule.field !== ""}
          />
          {fieldProblem && <p className="mt-1 text-label text-dead">{rule.field === "" ? "Choose a field" : fieldProblem}</p>}
        </div>
        <Select
          aria-label={`Operator of ${name}`}
          value={rule.op}
          options={operatorsFor(type, rule.op).map((op) => ({ value: op, label: operatorWords[op] }))}
          onValueChange={(next) => change(withOperator(rule, conditionOperators.find((op) => op === next) ?? rule.op))}
          disabled={isDisabled}
        />
        <div className={cn("min-w-0", Array.isArray(rule.value) && "col-span-2 @2xl:col-span-1")}>
          {takesValue(rule.op) && <ConditionValue rule={rule} name={name} type={type} known={suggestion?.values ?? []} problem={valueProblem} onChange={change} disabled={isDisabled} />}
        </div>
      </div>
      {!isDisabled && (
        <Button variant="ghost" size="icon" className="w-7" aria-label={`Remove ${name}`} onClick={() => apply((condition) => removeMember(condition, path))}>
          <X aria-hidden="true" />
        </Button>
      )}
    </div>
  );
}
