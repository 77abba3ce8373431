"use client";

import { placeOf, type NodeKey } from "../editor/node-key";
import { useBuilder } from "../state/builder-context";
import { DestinationForm } from "./destination-form";
import { SourceForm } from "./source-form";
import { StepForm } from "./step-form";

/** The form of one card, whatever it is. */
export function InspectorForm({ nodeKey }: { nodeKey: NodeKey }) {
  const part = useBuilder((state) => placeOf(state.editor.definition, nodeKey)?.part);
  if (part === "source") return <SourceForm nodeKey={nodeKey} />;
  if (part === "step") return <StepForm nodeKey={nodeKey} />;
  return part === "destination" ? <DestinationForm nodeKey={nodeKey} /> : null;
}
