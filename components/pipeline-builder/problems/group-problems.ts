import { isSameJson } from "../editor/same-json";
import { type NodeKey } from "../editor/node-key";
import { type BuilderProblem } from "./find-problems";

export type CardProblems = ReadonlyMap<NodeKey, readonly BuilderProblem[]>;

/** Each card's own problems; a card whose problems stayed the same keeps its list, so that it is not drawn again. */
export function groupProblems(problems: readonly BuilderProblem[], previous: CardProblems): CardProblems {
  const grouped = new Map<NodeKey, readonly BuilderProblem[]>();
  for (const problem of problems) {
    if (problem.key !== null) grouped.set(problem.key, [...(grouped.get(problem.key) ?? []), problem]);
  }
  for (const [key, own] of grouped) {
    const before = previous.get(key);
    if (before && isSameJson(before, own)) grouped.set(key, before);
  }
  return grouped;
}
