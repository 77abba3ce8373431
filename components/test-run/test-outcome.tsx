"use client";

import { useEffect, useMemo, useRef, useState } from "react";
import { useViewer } from "@/components/frame/viewer-context";
import { describeTarget } from "@/lib/destinations/describe-target";
import { StatusBadge } from "@/components/status/status-badge";
import { ErrorState } from "@/components/ui/error-state";
import { Skeleton } from "@/components/ui/skeleton";
import type { PipelineDefinition } from "@/lib/pipeline/definition";
import { DestinationResult } from "./destination-result";
import { ResultList } from "./result-list";
import { StepResult } from "./step-result";
import { firstToRead, resultLines, type ResultLine, type TestAnswer } from "./test-result";
import { useReveal } from "./use-reveal";
import { useTestRun } from "./use-test-run";

type TestOutcomeProps = { pipelineId: string; definition: PipelineDefinition; test: ReturnType<typeof useTestRun>; onHighlight?: (nodeId: string | null) => void };

/** What a test answered: lines to the left, the one that is looked at to the right. */
export function TestOutcome({ pipelineId, definition, test, onHighlight }: TestOutcomeProps) {
  const { data } = test;
  const lines = useMemo(() => (data ? resultLines(data) : []), [data]);
  const shown = useReveal(data, lines.length, (index) => onHighlight?.(index === null ? null : (lines[index]?.key ?? null)));
  const [selection, setSelection] = useState<{ of: TestAnswer; key: ResultLine["key"] } | null>(null);
  const selected = (selection && selection.of === data ? lines.find(({ key }) => key === selection.key) : undefined) ?? firstToRead(lines);

  const result = useRef<HTMLDivElement>(null);
  // On a small screen it stands below the events.
  useEffect(() => result.current?.scrollIntoView({ block: "start" }), [data]);

  if (test.isError && !data) return <div className="p-4"><ErrorState error={test.error} title="The test could not be run" /></div>;
  if (test.isPending) return <Running count={definition.steps.length + definition.destinations.length} />;
  if (!data) return <p className="p-4 text-dense text-neutral-10">Choose an event and run it: you will see each step’s in and out, and every message as it would arrive.</p>;
  const isDone = shown >= lines.length;
  return (
    <div ref={result} className="grid min-h-0 grid-cols-1 content-start md:content-stretch md:grid-cols-[minmax(240px,300px)_minmax(0,1fr)]">
      <div className="border-b p-2 md:overflow-y-auto md:border-r md:border-b-0">
        <Verdict answer={data} isDone={isDone} />
        <ResultList lines={lines.slice(0, shown)} selected={selected?.key} onSelect={(key) => setSelection({ of: data, key })} />
      </div>
      <div className="min-w-0 p-4 md:overflow-y-auto" aria-live="polite">
        {isDone && selected && (selected.part === "step" ? <StepResult key={selected.key} step={selected.step} documents={selected.documents} /> : <Destination key={selected.key} line={selected} {...{ pipelineId, definition, test }} />)}
      </div>
    </div>
  );
}

function Verdict({ answer, isDone }: { answer: TestAnswer; isDone: boolean }) {
  const { status, is_matched, problems } = answer;
  return (
    <div className="flex flex-col gap-1 px-2 pt-1" role="status">
      {isDone && <StatusBadge status={status} className="self-start" />}
      {!is_matched && <p className="text-label text-retrying">The pipeline’s sources do not take this event; it was run all the same.</p>}
      {problems.length > 0 && <p className="text-label text-retrying">The draft has {problems.length === 1 ? "a problem" : `${problems.length} problems`}.</p>}
    </div>
  );
}

type DestinationProps = { line: Extract<ResultLine, { part: "destination" }>; pipelineId: string; definition: PipelineDefinition; test: ReturnType<typeof useTestRun> };

function Destination({ line: { destination }, pipelineId, definition, test }: DestinationProps) {
  const { canEdit } = useViewer();
  const send = useTestRun(pipelineId);
  const found = definition.destinations.find(({ id }) => id === destination.id);
  const where = (found && describeTarget(found.kind, found.target)) || destination.id;
  return (
    <DestinationResult
      destination={destination}
      ranAtMs={test.submittedAt}
      where={where}
      canSend={canEdit}
      sent={send.data?.sent ?? null}
      sendError={send.error}
      // The very event and definition that were run: what is confirmed is what was seen.
      onSend={() => test.variables && send.mutateAsync({ ...test.variables, send: { destination: destination.id } })}
    />
  );
}

function Running({ count }: { count: number }) {
  return (
    <div aria-busy="true" aria-label="Running" className="flex flex-col gap-2 p-4">
      {Array.from({ length: Math.max(2, Math.min(count, 6)) }, (_, index) => <Skeleton key={index} className="h-7 max-w-72" />)}
    </div>
  );
}
