"use client";

import { useMemo, type ReactNode } from "react";
import { RefSuggestionsProvider } from "@/components/refs/ref-suggestions-context";
import { suggestRefs, type RefPosition } from "@/components/refs/suggest-refs";
import { stepCatalog } from "@/lib/steps/catalog";
import { useBuilder } from "../state/builder-context";
import { useEventFields, useIncomingTypes } from "./use-event-fields";
import { useSampleContext } from "./use-sample-context";

/** Gives the fields inside what can be read at this place of the pipeline, with the values of the newest fitting event. */
export function KnownRefs({ position, children }: { position: RefPosition; children: ReactNode }) {
  const steps = useBuilder((state) => state.editor.definition.steps);
  const types = useIncomingTypes();
  const fields = useEventFields(types);
  const sample = useSampleContext(types);
  const suggestions = useMemo(() => suggestRefs({ steps, position, fields, sample, catalog: stepCatalog }), [steps, position, fields, sample]);
  return <RefSuggestionsProvider suggestions={suggestions} sample={sample}>{children}</RefSuggestionsProvider>;
}
