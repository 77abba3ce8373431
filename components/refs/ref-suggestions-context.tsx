"use client";

import { createContext, useContext, useMemo, type ReactNode } from "react";
import type { RunContext } from "@/lib/pipeline/context";
import type { RefSuggestion } from "./ref-suggestion";

type KnownRefs = { suggestions: RefSuggestion[]; sample: RunContext | null };

const nothingKnown: KnownRefs = { suggestions: [], sample: null };
const KnownRefsContext = createContext<KnownRefs>(nothingKnown);

/** `sample` is the chosen event as the place being edited sees it: inputs show what a ref is there. */
export function RefSuggestionsProvider({ suggestions, sample = null, children }: { suggestions: RefSuggestion[]; sample?: RunContext | null; children: ReactNode }) {
  const known = useMemo(() => ({ suggestions, sample }), [suggestions, sample]);
  return <KnownRefsContext value={known}>{children}</KnownRefsContext>;
}

export function useRefSuggestions(): RefSuggestion[] {
  return useContext(KnownRefsContext).suggestions;
}

export function useRefSample(): RunContext | null {
  return useContext(KnownRefsContext).sample;
}
