"use client";

import { useMemo, type ReactNode } from "react";
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
  const steps = useBuilder((state) => state.editor.definition.steps);
  const types = useSample()?.types ?? noTypes;
  const fields = useEventFields(types);
  const sample = useSampleContext();
  const suggestions = useMemo(() => suggestRefs({ steps, position, fields, sample, catalog: stepCatalog }), [steps, position, fields, sample]);
  return <RefSuggestionsProvider suggestions={suggestions} sample={sample}>{children}</RefSuggestionsProvider>;
}
