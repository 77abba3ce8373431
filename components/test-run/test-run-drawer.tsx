"use client";

import { Play, X } from "lucide-react";
import { useEffect, useRef } from "react";
import { Button } from "@/components/ui/button";
import type { PipelineDefinition } from "@/lib/pipeline/definition";
import { EventPicker } from "./event-picker";
import { SampleProvider, useSample } from "./sample-context";
import { TestOutcome } from "./test-outcome";
import { useTestRun } from "./use-test-run";

export type TestRunDrawerProps = {
  pipelineId: string;
  /** As it stands on the screen, saved or not. */
  definition: PipelineDefinition;
  /** Told each card as the event reaches it (`step:<id>`, `destination:<id>`), null at the end. */
  onHighlight?: (nodeId: string | null) => void;
  open: boolean;
  onOpenChange: (open: boolean) => void;
};

/** Tries the pipeline on one event. Stands at the foot of the page; on a small screen it is the page. */
export function TestRunDrawer(props: TestRunDrawerProps) {
  const isProvided = useSample() !== null;
  if (!props.open) return null;
  if (isProvided) return <Drawer {...props} />;
  return (
    <SampleProvider pipelineId={props.pipelineId} sources={props.definition.sources}>
      <Drawer {...props} />
    </SampleProvider>
  );
}

function Drawer({ pipelineId, definition, onHighlight, onOpenChange }: TestRunDrawerProps) {
  const sample = useSample();
  const test = useTestRun(pipelineId);
  const section = useRef<HTMLElement>(null);
  const runButton = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    runButton.current?.focus();
    return () => {
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  if (!sample) return null;
  const { event } = sample;
  const run = () => {
    if (!event) return;
    // What was run must stay what is chosen, also when newer events come in.
    sample.choose(sample.choice);
    test.mutate({ definition, event });
  };
  return (
    <section
      ref={section}
      aria-label="Test run"
      onKeyDown={(key) => {
        if (key.key === "Escape" && !key.defaultPrevented && section.current?.contains(key.target instanceof Node ? key.target : null)) onOpenChange(false);
        if (key.key === "Enter" && (key.metaKey || key.ctrlKey)) run();
      }}
      className="fixed inset-0 z-40 flex animate-from-bottom flex-col bg-raised md:static md:z-auto md:h-[46dvh] md:min-h-72 md:shrink-0 md:border-t"
    >
      <header className="flex items-center gap-3 border-b px-4 py-2">
        <h2 className="text-dense font-semibold">Test run</h2>
        <p className="hidden min-w-0 flex-1 truncate text-label text-neutral-10 sm:block">Steps run for real, models and requests included. Nothing is stored or sent.</p>
        <Button ref={runButton} variant="primary" size="sm" isBusy={test.isPending} disabled={!event} onClick={run} className="ml-auto">
          <Play aria-hidden="true" />
          Run
        </Button>
        <Button variant="ghost" size="icon" aria-label="Close the test run" className="size-7" onClick={() => onOpenChange(false)}>
          <X aria-hidden="true" />
        </Button>
      </header>
      <div className="grid min-h-0 flex-1 grid-cols-1 content-start overflow-y-auto md:content-stretch md:grid-cols-[280px_minmax(0,1fr)] md:overflow-hidden">
        <div className="border-b p-3 md:overflow-y-auto md:border-r md:border-b-0">
          <EventPicker sample={sample} />
        </div>
        <TestOutcome pipelineId={pipelineId} definition={definition} test={test} {...(onHighlight ? { onHighlight } : {})} />
      </div>
    </section>
  );
}
