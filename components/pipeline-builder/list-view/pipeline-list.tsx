"use client";

import { Plus } from "lucide-react";
import { memo, type ReactNode } from "react";
import { describeCondition } from "@/lib/pipeline/describe-condition";
import { type Part } from "../canvas/layout";
import { type NodeKey } from "../editor/node-key";
import { sectionHeading } from "../section-heading";
import { useBuilder, useBuilderActions } from "../state/builder-context";
import { ListCard } from "./list-card";
import { ListSheet } from "./list-sheet";

/** The pipeline on a narrow screen: the canvas's cards from top to bottom, with buttons for what is dragged there. */
export const PipelineList = memo(function PipelineList() {
  const definition = useBuilder((state) => state.editor.definition);
  const { sources, steps, destinations } = definition;
  return (
    <div data-builder-list="" className="h-full overflow-y-auto bg-neutral-2 px-4 py-5">
      <div className="mx-auto flex max-w-md flex-col">
        <Section part="source" heading={sectionHeading("source", definition)} fact={sources.length === 0 ? "Events of every source come in." : null}>
          {sources.map((_, index) => <ListCard key={index} nodeKey={`source:${index}`} index={index} count={1} />)}
        </Section>
        <Way />
        <Section part="step" heading={sectionHeading("step", definition)} fact={steps.length === 0 ? "Events go on as they come." : null}>
          {steps.map(({ id }, index) => <ListCard key={id} nodeKey={`step:${id}`} index={index} count={steps.length} />)}
        </Section>
        <Way />
        <Section part="destination" heading={sectionHeading("destination", definition)} fact={destinations.length === 0 ? "Nothing is sent yet." : null}>
          {destinations.map(({ id, when }, index) => {
            const key: NodeKey = `destination:${id}`;
            return <ListCard key={id} nodeKey={key} index={index} count={destinations.length} when={when && when.conditions.length > 0 ? describeCondition(when) : null} />;
          })}
        </Section>
      </div>
      <ListSheet />
    </div>
  );
});

const invitations: Record<Part, string> = { source: "add a source", step: "add a step", destination: "add a destination" };

function Section({ part, heading, fact, children }: { part: Part; heading: string; fact: string | null; children: ReactNode }) {
  const actions = useBuilderActions();
  const canEdit = useBuilder((state) => state.canEdit);
  return (
    <section aria-label={heading} className="flex flex-col gap-2.5">
      <h2 className="font-mono text-mono text-neutral-10">{heading}</h2>
      {fact && <p className="text-dense text-neutral-10">{fact}</p>}
      <ol className="flex flex-col gap-4">{children}</ol>
      {canEdit && (
        <button
          type="button"
          onClick={() => actions.openInsertMenu(part)}
          className="flex h-10 items-center justify-center gap-1.5 rounded-md border border-dashed border-neutral-7 bg-neutral-1 text-dense font-medium text-neutral-11 [&_svg]:size-3.5"
        >
          <Plus aria-hidden="true" />
          {invitations[part]}
        </button>
      )}
    </section>
  );
}

function Way() {
  return <div aria-hidden="true" className="mx-auto my-1 h-6 w-px bg-neutral-7" />;
}
