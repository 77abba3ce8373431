"use client";

import { FieldRow } from "@/components/ui/field-row";
import { Input } from "@/components/ui/input";
import { useCardProblems } from "../cards/use-card-problems";
import { placeOf, type NodeKey } from "../editor/node-key";
import { useBuilder, useBuilderActions } from "../state/builder-context";
import { stepDefinition } from "../step-definition";
import { KnownRefs } from "./known-refs";
import { StepConfigForm } from "./step-config-form";
import { WrittenRefs } from "./written-refs";

export function StepForm({ nodeKey }: { nodeKey: NodeKey }) {
  const index = useBuilder((state) => placeOf(state.editor.definition, nodeKey)?.index ?? -1);
  const step = useBuilder((state) => state.editor.definition.steps[index]);
  const canEdit = useBuilder((state) => state.canEdit);
  const problems = useCardProblems(nodeKey);
  const actions = useBuilderActions();
  if (!step) return null;
  const { id, kind, name, config } = step;
  const definition = stepDefinition(kind);
  return (
    <div className="flex flex-col gap-5">
      <p className="text-dense text-neutral-11">{definition?.summary ?? `This version of Ingestlayer does not know the step ${kind}.`}</p>
      <FieldRow label="Name" htmlFor="step-name" aside={<span className="font-mono text-mono">{id}</span>}>
        <Input
          id="step-name"
          value={name ?? ""}
          placeholder={definition?.title ?? kind}
          maxLength={120}
          disabled={!canEdit}
          onChange={(event) => actions.edit({ type: "rename-step", id, name: event.target.value })}
        />
      </FieldRow>
      <KnownRefs position={index}>
        <StepConfigForm id={id} kind={kind} config={config} problems={problems} />
      </KnownRefs>
      <WrittenRefs step={step} />
    </div>
  );
}
