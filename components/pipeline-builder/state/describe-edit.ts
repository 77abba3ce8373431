import { type PipelineDefinition } from "@/lib/pipeline/definition";
import { type DefinitionEdit } from "../editor/definition-edit";
import { type EditorState } from "../editor/editor-state";
import { placeOf, type NodeKey } from "../editor/node-key";

/** What a screen reader is told of an edit; null for typing into a form, which speaks for itself. */
export function describeEdit(edit: DefinitionEdit, before: PipelineDefinition, { definition, selected }: EditorState): string | null {
  switch (edit.type) {
    case "insert-source":
    case "insert-step":
    case "insert-destination":
      return `Added ${describePlace(definition, selected)}`;
    case "duplicate":
      return `Duplicated as ${describePlace(definition, selected)}`;
    case "paste":
      return `Pasted ${describePlace(definition, selected)}`;
    case "move-step":
      return `Moved ${describePlace(definition, `step:${edit.id}`)}`;
    case "move-destination":
      return `Moved ${describePlace(definition, `destination:${edit.id}`)}`;
    case "remove":
      return `Removed ${describePlace(before, edit.key)}`;
    default:
      return null;
  }
}

/** `step only-critical, 2 of 3`. */
export function describePlace(definition: PipelineDefinition, key: NodeKey | null): string {
  const place = placeOf(definition, key);
  if (!place || key === null) return "nothing";
  const { part, index } = place;
  const name = part === "source" ? (definition.sources[index]?.source ?? "") : key.slice(key.indexOf(":") + 1);
  const count = { source: definition.sources, step: definition.steps, destination: definition.destinations }[part].length;
  return `${part} ${name}, ${index + 1} of ${count}`.replace("  ", " ").replace(" ,", ",");
}
