import { type DefinitionEdit } from "../editor/definition-edit";
import { type EditorState } from "../editor/editor-state";
import { placeOf } from "../editor/node-key";
import { type PaletteItem } from "../palette/palette-items";
import { stepDefinition } from "../step-definition";
import { type Inventory } from "./inventory";

/** `index` null: behind the selected card. Where there is only one source or connection to choose, it is chosen. */
export function insertEdit(item: PaletteItem, index: number | null, { definition, selected }: EditorState, { sources, connections }: Inventory): DefinitionEdit {
  const { part, kind } = item;
  const place = placeOf(definition, selected);
  const behind = place?.part === part ? place.index + 1 : part === "step" && place?.part === "source" ? 0 : Infinity;
  const at = index ?? behind;
  if (part === "source") return { type: "insert-source", index: at, rule: { source: only(sources) } };
  if (part === "step") return { type: "insert-step", index: at, kind, config: stepDefinition(kind)?.initial ?? {} };
  return { type: "insert-destination", index: at, kind, connection: only(connections?.filter((connection) => connection.kind === kind)) };
}

function only(rows: readonly { slug: string }[] | undefined): string {
  return rows?.length === 1 ? (rows[0]?.slug ?? "") : "";
}
