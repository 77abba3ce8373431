"use client";

import { useState } from "react";
import { FieldRow } from "@/components/ui/field-row";
import { Input } from "@/components/ui/input";
import { slugSchema } from "@/lib/pipeline/definition";
import { useBuilder, useBuilderActions } from "../state/builder-context";

/** A destination's id is its name in redaction columns and in history, so it changes as a whole, not letter by letter. */
export function DestinationName({ id, problem }: { id: string; problem: string | undefined }) {
  const actions = useBuilderActions();
  const canEdit = useBuilder((state) => state.canEdit);
  const destinations = useBuilder((state) => state.editor.definition.destinations);
  const [draft, setDraft] = useState(id);
  const refusal = refusalOf(draft, id, destinations.map((destination) => destination.id));
  const commit = () => {
    if (refusal || draft === id) setDraft(id);
    else actions.edit({ type: "rename-destination", id, to: draft });
  };
  return (
    <FieldRow label="Id" htmlFor="destination-id" help="Its name in redaction columns and in the history. A new name starts a new history." error={refusal ?? problem}>
      <Input
        id="destination-id"
        value={draft}
        disabled={!canEdit}
        spellCheck={false}
        className="font-mono text-mono"
        onChange={(event) => setDraft(event.target.value)}
        onBlur={commit}
        onKeyDown={(event) => event.key === "Enter" && commit()}
        aria-invalid={refusal !== null}
      />
    </FieldRow>
  );
}

function refusalOf(draft: string, id: string, taken: string[]): string | null {
  if (draft === id) return null;
  if (taken.includes(draft)) return `${draft} is taken`;
  return slugSchema.safeParse(draft).success ? null : "Letters, digits, - and _, at most 64";
}
