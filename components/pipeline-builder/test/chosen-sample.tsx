"use client";

import { type ReactNode } from "react";
import { SampleProvider } from "@/components/test-run/sample-context";
import { useBuilder, useBuilderParts } from "../state/builder-context";

/** One event for the test run and for every form that shows what its refs read. */
export function ChosenSample({ children }: { children: ReactNode }) {
  const { pipelineId } = useBuilderParts();
  const sources = useBuilder((state) => state.editor.definition.sources);
  return <SampleProvider pipelineId={pipelineId} sources={sources}>{children}</SampleProvider>;
}
