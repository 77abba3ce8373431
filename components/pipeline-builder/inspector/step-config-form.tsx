"use client";

import { memo, useMemo } from "react";
import { SchemaForm } from "@/components/schema-form/schema-form";
import { type JsonObject } from "@/lib/pipeline/context";
import { type BuilderProblem } from "../problems/find-problems";
import { useBuilder, useBuilderActions } from "../state/builder-context";
import { stepDefinition } from "../step-definition";
import { problemsBelow } from "./part-problems";

type StepConfigFormProps = { id: string; kind: string; config: JsonObject; problems: readonly BuilderProblem[] };

/** By itself, so that typing the step's name does not draw its whole form again. */
export const StepConfigForm = memo(function StepConfigForm({ id, kind, config, problems }: StepConfigFormProps) {
  const actions = useBuilderActions();
  const canEdit = useBuilder((state) => state.canEdit);
  const destinations = useBuilder((state) => state.editor.definition.destinations);
  const destinationIds = useMemo(() => destinations.map((destination) => destination.id), [destinations]);
  const own = useMemo(() => problemsBelow(problems, "config"), [problems]);
  const definition = stepDefinition(kind);
  if (!definition) return null;
  return (
    <SchemaForm
      schema={definition.config}
      kind={kind}
      destinationIds={destinationIds}
      value={config}
      onChange={(next) => actions.edit({ type: "set-step-config", id, config: next })}
      problems={own}
      disabled={!canEdit}
    />
  );
});
