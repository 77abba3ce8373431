"use client";

import { FolderPlus, Plus, X } from "lucide-react";
import { MoveHandle } from "@/components/schema-form/move-handle";
import { Segmented } from "@/components/schema-form/segmented";
import { Button } from "@/components/ui/button";
import { isGroup } from "@/lib/pipeline/describe-condition";
import type { Condition } from "@/lib/pipeline/definition";
import { placeOf, problemPath, useBuilder } from "./builder-context";
import { addMember, emptyComparison, newGroup, removeMember, updateMember, type MemberPath } from "./condition-edit";
import { ConditionRule } from "./condition-rule";
import { memberMoves } from "./member-moves";

const combinators = [
  { value: "and", label: "All of" },
  { value: "or", label: "Any of" },
];

/** Rules and groups that hold together or each for itself. */
export function ConditionGroup({ group, path }: { group: Condition; path: MemberPath }) {
  const { isDisabled, problems, apply } = useBuilder();
  const isOutermost = path.length === 0;
  const problem = problems.find((candidate) => candidate.path === problemPath(path));
  const name = isOutermost ? "these rules" : `group ${path.map((index) => index + 1).join(".")}`;
  return (
    <div role="group" aria-label={name} className={isOutermost ? "flex min-w-0 flex-col gap-2" : "flex min-w-0 flex-col gap-2 rounded-md border border-neutral-6 bg-neutral-2 p-2"}>
      <div className="flex items-center gap-1">
        {!isOutermost && !isDisabled && <MoveHandle label={`Move ${name}`} moves={memberMoves(path, apply)} data-place={placeOf(path, "handle")} />}
        <Segmented
          value={group.combinator}
          options={combinators}
          disabled={isDisabled}
          aria-label={`What must hold of ${name}`}
          onChange={(combinator) => apply((condition) => updateMember(condition, path, { ...group, combinator: combinator === "or" ? "or" : "and" }))}
        />
        <span className="flex-1" />
        {!isOutermost && !isDisabled && (
          <Button variant="ghost" size="icon" className="size-7" aria-label={`Remove ${name}`} onClick={() => apply((condition) => removeMember(condition, path))}>
            <X aria-hidden="true" />
          </Button>
        )}
      </div>
      {problem && <p className="text-label text-dead">{problem.message}</p>}
      <ul className="flex min-w-0 flex-col gap-2">
        {group.conditions.map((member, index) => (
          <li key={index} className="flex min-w-0 flex-col gap-2">
            {index > 0 && <span className="pl-1 text-label text-neutral-10" aria-hidden="true">{group.combinator}</span>}
            {isGroup(member) ? <ConditionGroup group={member} path={[...path, index]} /> : <ConditionRule rule={member} path={[...path, index]} />}
          </li>
        ))}
      </ul>
      {!isDisabled && (
        <div className="flex gap-1">
          <Button variant="ghost" size="sm" onClick={() => apply((condition) => addMember(condition, path, emptyComparison), "field")}>
            <Plus aria-hidden="true" />
            Rule
          </Button>
          <Button variant="ghost" size="sm" onClick={() => apply((condition) => intoNew(addMember(condition, path, newGroup(group))), "field")}>
            <FolderPlus aria-hidden="true" />
            Group
          </Button>
        </div>
      )}
    </div>
  );
}

/** The focus goes to the new group's first rule. */
function intoNew({ condition, path }: ReturnType<typeof addMember>): ReturnType<typeof addMember> {
  return { condition, path: [...path, 0] };
}
