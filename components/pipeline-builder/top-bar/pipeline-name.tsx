"use client";

import { useState } from "react";
import { useBuilder, useBuilderActions } from "../state/builder-context";

/** The name, renamed where it stands. */
export function PipelineName() {
  const name = useBuilder((state) => state.editor.definition.name);
  const canEdit = useBuilder((state) => state.canEdit);
  const actions = useBuilderActions();
  const [draft, setDraft] = useState<string | null>(null);
  if (!canEdit) return <h1 className="truncate font-semibold">{name}</h1>;
  const commit = () => {
    const next = draft?.trim();
    if (next) actions.edit({ type: "rename-pipeline", name: next });
    setDraft(null);
  };
  return (
    <h1 className="min-w-0 font-semibold">
      <input
        aria-label="Name of the pipeline"
        value={draft ?? name}
        maxLength={120}
        onChange={(event) => setDraft(event.target.value)}
        onBlur={commit}
        onKeyDown={(event) => {
          if (event.key === "Escape") setDraft(null);
          if (event.key === "Enter" || event.key === "Escape") event.currentTarget.blur();
        }}
        className="field-sizing-content max-w-full min-w-16 truncate rounded-sm border border-transparent bg-transparent px-1.5 py-0.5 hover:border-neutral-6 focus:border-accent focus:outline-none"
      />
    </h1>
  );
}
