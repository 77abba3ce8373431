import { type PipelineDefinition } from "@/lib/pipeline/definition";
import { type PipelineActivity } from "@/lib/pipelines/activity-resource";
import { type Landing, type Part } from "../canvas/layout";
import { startEditor, type EditorState } from "../editor/editor-state";
import { type NodeKey } from "../editor/node-key";
import { type PaletteItem } from "../palette/palette-items";
import { type BuilderProblem } from "../problems/find-problems";
import { type CardProblems } from "../problems/group-problems";
import { type Inventory } from "./inventory";

/** What the pointer carries: a card of the canvas, or something new. */
export type Dragging = { moving: NodeKey; item: null } | { moving: null; item: PaletteItem };

/** `from`: where the pointer was, in the window, when the drag began. */
export type DragState = { dragging: Dragging; part: Part; from: { x: number; y: number }; landing: Landing | null; isOverTrash: boolean };

export type BuilderState = {
  editor: EditorState;
  canEdit: boolean;
  inventory: Inventory;
  problems: readonly BuilderProblem[];
  cardProblems: CardProblems;
  /** Counts of the last hour; null while they are not shown. */
  activity: PipelineActivity | null;
  /** Lit by the test run. */
  highlighted: NodeKey | null;
  drag: DragState | null;
  /** The card that takes the focus as soon as it is drawn. */
  focusing: NodeKey | null;
  /** Said to screen readers after each action. */
  announcement: string;
  /** Open for anything, or for one part at one place. */
  insertMenu: { part: Part | null; index: number | null } | null;
};

export function startBuilder(definition: PipelineDefinition, selected: NodeKey | null, canEdit: boolean): BuilderState {
  return {
    editor: startEditor(definition, selected),
    canEdit,
    inventory: { sources: undefined, connections: undefined },
    problems: [],
    cardProblems: new Map(),
    activity: null,
    highlighted: null,
    drag: null,
    focusing: null,
    announcement: "",
    insertMenu: null,
  };
}
