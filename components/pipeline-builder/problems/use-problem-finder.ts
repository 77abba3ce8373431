"use client";

import { useEffect } from "react";
import { isSameJson } from "../editor/same-json";
import { type Builder } from "../state/builder-context";
import { findProblems } from "./find-problems";
import { groupProblems } from "./group-problems";

const pauseMs = 150;

/** Looks for problems a moment after each change: while one types, the form must not wait for the whole check. */
export function useProblemFinder({ store }: Builder): void {
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let checked: readonly unknown[] = [];
    const check = () => {
      const { editor: { definition }, inventory } = store.get();
      checked = [definition, inventory];
      const found = findProblems(definition, inventory);
      store.set((state) => (isSameJson(state.problems, found) ? state : { ...state, problems: found, cardProblems: groupProblems(found, state.cardProblems) }));
    };
    const unsubscribe = store.subscribe(() => {
      const { editor: { definition }, inventory } = store.get();
      if (definition === checked[0] && inventory === checked[1]) return;
      checked = [definition, inventory];
      clearTimeout(timer);
      timer = setTimeout(check, pauseMs);
    });
    check();
    return () => {
      unsubscribe();
      clearTimeout(timer);
    };
  }, [store]);
}
