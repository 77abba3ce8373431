import type { RefSuggestion } from "./ref-suggestion";

const shownMax = 60;

/** The suggestions a typed text may mean, best first: those that begin with it, then those that hold it. */
export function matchSuggestions(suggestions: readonly RefSuggestion[], text: string): RefSuggestion[] {
  const wanted = text.trim().toLowerCase();
  const word = wanted.replace(/^\$/, "");
  const ranked = suggestions.flatMap((suggestion) => {
    const ref = suggestion.ref.toLowerCase();
    const rank = ref === wanted ? 0 : ref.startsWith(wanted) ? 1 : lastName(ref).startsWith(word) ? 2 : ref.includes(word) ? 3 : null;
    return rank === null ? [] : [{ suggestion, rank }];
  });
  return ranked.toSorted((a, b) => a.rank - b.rank).slice(0, shownMax).map(({ suggestion }) => suggestion);
}

function lastName(ref: string): string {
  return ref.split(/[.[\]"]+/).findLast((name) => name !== "") ?? ref;
}
