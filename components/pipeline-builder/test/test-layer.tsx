"use client";

import { useEffect } from "react";
import { TestRunDrawer } from "@/components/test-run/test-run-drawer";
import { parseNodeKey } from "../editor/node-key";
import { useBuilder, useBuilderActions, useBuilderParts } from "../state/builder-context";

/** The draft as it stands, tried on an event: each card is lit as the event reaches it. */
export function TestLayer({ onClose }: { onClose: () => void }) {
  const { pipelineId } = useBuilderParts();
  const actions = useBuilderActions();
  const definition = useBuilder((state) => state.editor.definition);
  useEffect(() => () => actions.highlight(null), [actions]);
  return (
    <TestRunDrawer
      pipelineId={pipelineId}
      definition={definition}
      open
      onOpenChange={(open) => !open && onClose()}
      onHighlight={(nodeId) => actions.highlight(parseNodeKey(nodeId))}
    />
  );
}
