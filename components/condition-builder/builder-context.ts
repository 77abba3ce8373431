"use client";

import { createContext, useContext } from "react";
import type { Problem } from "@/lib/errors";
import type { Condition } from "@/lib/pipeline/definition";
import type { ConditionEdit, MemberPath } from "./condition-edit";

/** What every rule and group of one builder shares. */
export type Builder = {
  isDisabled: boolean;
  problems: readonly Problem[];
  /** Changes the whole condition. With a `path`, the focus goes to what is there afterwards: a rule's field or a handle. */
  apply: (change: (condition: Condition) => Condition | ConditionEdit, focus?: "field" | "handle") => void;
};

export const BuilderContext = createContext<Builder | null>(null);

export function useBuilder(): Builder {
  const builder = useContext(BuilderContext);
  if (!builder) throw new Error("rules and groups stand inside of a ConditionBuilder");
  return builder;
}

/** As validation prints it: `conditions[0].conditions[1]`. */
export function problemPath(path: MemberPath): string {
  return path.map((index) => `conditions[${index}]`).join(".");
}

/** The `data-place` of a rule's field or of a handle. */
export function placeOf(path: MemberPath, part: "field" | "handle"): string {
  return `${part}:${path.join(".")}`;
}
