import { type NodeKey } from "../editor/node-key";
import { type BuilderProblem } from "../problems/find-problems";
import { useBuilder } from "../state/builder-context";

const none: readonly BuilderProblem[] = [];

export function useCardProblems(key: NodeKey): readonly BuilderProblem[] {
  return useBuilder((state) => state.cardProblems.get(key) ?? none);
}
