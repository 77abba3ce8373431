"use client";

import { CircleAlert, TriangleAlert } from "lucide-react";
import { describePlace } from "../state/describe-edit";
import { useBuilder, useBuilderActions } from "../state/builder-context";
import { focusField } from "../inspector/focus-field";
import { type BuilderProblem } from "./find-problems";
import { useJumpToTab } from "./use-jump-to-tab";

/** Each problem leads to its card and there to its field. */
export function ProblemList({ problems, onJump }: { problems: readonly BuilderProblem[]; onJump: () => void }) {
  const definition = useBuilder((state) => state.editor.definition);
  const actions = useBuilderActions();
  const jumpToTab = useJumpToTab();
  const jump = ({ key, field }: BuilderProblem) => {
    onJump();
    if (key === null) return;
    actions.select(key);
    jumpToTab(key, field);
    focusField(field);
  };
  return (
    <ul className="flex flex-col gap-0.5">
      {problems.map((problem) => {
        const { severity, path, message, key } = problem;
        const Icon = severity === "error" ? CircleAlert : TriangleAlert;
        return (
          <li key={`${path} ${message}`}>
            <button type="button" onClick={() => jump(problem)} className="flex w-full items-start gap-2 rounded-sm px-1.5 py-1 text-left text-dense hover:bg-neutral-4">
              <Icon className={severity === "error" ? "mt-0.5 size-3.5 shrink-0 text-dead" : "mt-0.5 size-3.5 shrink-0 text-retrying"} aria-label={severity} />
              <span className="min-w-0">
                <span className="block break-words">{message}</span>
                <span className="block truncate text-label text-neutral-10">{key === null ? "the pipeline" : describePlace(definition, key)}</span>
              </span>
            </button>
          </li>
        );
      })}
    </ul>
  );
}
