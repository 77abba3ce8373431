import { useMemo } from "react";
import { type NodeKey } from "../editor/node-key";
import { type BuilderProblem } from "../problems/find-problems";
import { useBuilder } from "../state/builder-context";

export function useCardProblems(key: NodeKey): readonly BuilderProblem[] {
  const problems = useBuilder((state) => state.problems);
  return useMemo(() => problems.filter((problem) => problem.key === key), [problems, key]);
}
