"use client";

import { TargetPicker } from "@/components/connections/target-picker";
import { SchemaForm } from "@/components/schema-form/schema-form";
import { FieldRow } from "@/components/ui/field-row";
import { Select } from "@/components/ui/select";
import { destinationDefinition } from "@/lib/destinations/catalog";
import { type PipelineDestination } from "@/lib/pipeline/definition";
import { type BuilderProblem } from "../problems/find-problems";
import { useBuilder, useBuilderActions } from "../state/builder-context";
import { ConnectionSelect } from "./connection-select";
import { DestinationAttention } from "./destination-attention";
import { DestinationName } from "./destination-name";
import { hasFields } from "./has-fields";
import { problemsBelow } from "./part-problems";

/** Through which connection, where to, and what to do when nobody knows whether it arrived. */
export function SendTab({ destination, problems }: { destination: PipelineDestination; problems: readonly BuilderProblem[] }) {
  const actions = useBuilderActions();
  const canEdit = useBuilder((state) => state.canEdit);
  const { id, kind, connection, target, onAmbiguous, config } = destination;
  const definition = destinationDefinition(kind);
  const update = (changes: Partial<PipelineDestination>) => actions.edit({ type: "update-destination", id, changes });
  return (
    <div className="flex flex-col gap-5">
      <DestinationAttention destinationId={id} />
      <ConnectionSelect
        kind={kind}
        value={connection}
        // A target belongs to the account it was chosen in.
        onChange={(next) => update({ connection: next, target: {} })}
        problems={problemsBelow(problems, "connection")}
      />
      <TargetPicker connectionId={connection} kind={kind} value={target} onChange={(next) => update({ target: next })} problems={problemsBelow(problems, "target")} disabled={!canEdit} />
      {definition && hasFields(definition.config) && (
        <SchemaForm schema={definition.config} value={config} onChange={(next) => update({ config: next })} problems={problemsBelow(problems, "config")} disabled={!canEdit} />
      )}
      <FieldRow label="If it may have been sent" htmlFor="on-ambiguous" help="After a timeout nobody knows whether the message arrived.">
        <Select
          id="on-ambiguous"
          value={onAmbiguous}
          onValueChange={(value) => update({ onAmbiguous: value === "hold" ? "hold" : "resend" })}
          options={[
            { value: "resend", label: "Send again", hint: "It may arrive twice, it is never lost" },
            { value: "hold", label: "Hold it", hint: "It waits until somebody decides" },
          ]}
          disabled={!canEdit}
        />
      </FieldRow>
      <DestinationName id={id} problem={problemsBelow(problems, "id")[0]?.message} />
    </div>
  );
}
