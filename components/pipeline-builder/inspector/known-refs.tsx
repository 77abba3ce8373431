"use client";

import { useMemo, useState, type ReactNode } from "react";
import { RefSuggestionsProvider } from "@/components/refs/ref-suggestions-context";
import { suggestRefs, type RefPosition } from "@/components/refs/suggest-refs";
import { useSample } from "@/components/test-run/sample-context";
import { stepCatalog } from "@/lib/steps/catalog";
import { useBuilder } from "../state/builder-context";
import { useEventFields } from "./use-event-fields";
import { useSampleContext } from "./use-sample-context";

const noTypes: string[] = [];

/** Gives the fields inside what can be read at this place of the pipeline, with its values on the chosen event. */
export function KnownRefs({ position, children }: { position: RefPosition; children: ReactNode }) {
  const all = useBuilder((state) => state.editor.definition.steps);
  const steps = useSameItems(position === "destination" ? all : all.slice(0, position));
  const types = useSample()?.types ?? noTypes;
  const fields = useEventFields(types);
  const sample = useSampleContext();
  const suggestions = useMemo(() => suggestRefs({ steps, position, fields, sample, catalog: stepCatalog }), [steps, position, fields, sample]);
  return <RefSuggestionsProvider suggestions={suggestions} sample={sample}>{children}</RefSuggestionsProvider>;
}

/** The same list until an item of it changes: typing into the step itself changes nothing of what it can read. */
function useSameItems<T>(items: readonly T[]): readonly T[] {
  const [kept, setKept] = useState(items);
  if (kept.length === items.length && kept.every((item, index) => item === items[index])) return kept;
  setKept(items);
  return items;
}
