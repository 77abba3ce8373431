import { type PipelineDefinition } from "@/lib/pipeline/definition";
import { applyEdit, clipOf, type Clip, type DefinitionEdit } from "./definition-edit";
import { placeOf, type NodeKey } from "./node-key";
import { isSameJson } from "./same-json";

/** Everything the builder edits. Immutable: each function answers with the next state, or the same one when nothing changes. */
export type EditorState = {
  definition: PipelineDefinition;
  /** As the server holds it. */
  saved: PipelineDefinition;
  past: readonly PipelineDefinition[];
  future: readonly PipelineDefinition[];
  selected: NodeKey | null;
  clipboard: Clip | null;
  /** What was edited last, and when: keystrokes into one field are undone together. */
  lastEdit: { field: string; atMs: number } | null;
};

const typingPauseMs = 1000;
const undoStepsMax = 200;

export function startEditor(definition: PipelineDefinition, selected: NodeKey | null = null): EditorState {
  return { definition, saved: definition, past: [], future: [], selected: existing(definition, selected), clipboard: null, lastEdit: null };
}

export function edit(state: EditorState, change: DefinitionEdit, atMs: number): EditorState {
  const { definition, selected } = applyEdit(state.definition, change);
  if (isSameJson(definition, state.definition)) return state;
  const field = fieldOf(change);
  const isTypingOn = field !== null && state.lastEdit?.field === field && atMs - state.lastEdit.atMs < typingPauseMs;
  return {
    ...state,
    definition,
    past: isTypingOn ? state.past : [...state.past, state.definition].slice(-undoStepsMax),
    future: [],
    selected: selected === undefined ? existing(definition, state.selected) : selected,
    lastEdit: field === null ? null : { field, atMs },
  };
}

export function undo(state: EditorState): EditorState {
  const definition = state.past.at(-1);
  if (!definition) return state;
  return travelled(state, definition, { past: state.past.slice(0, -1), future: [state.definition, ...state.future] });
}

export function redo(state: EditorState): EditorState {
  const [definition, ...future] = state.future;
  if (!definition) return state;
  return travelled(state, definition, { past: [...state.past, state.definition], future });
}

export function select(state: EditorState, key: NodeKey | null): EditorState {
  const selected = existing(state.definition, key);
  return selected === state.selected ? state : { ...state, selected };
}

export function copySelected(state: EditorState): EditorState {
  const clipboard = clipOf(state.definition, state.selected);
  return clipboard ? { ...state, clipboard } : state;
}

/** The server holds `saved` now; what was typed while it was on its way stays unsaved. */
export function markSaved(state: EditorState, saved: PipelineDefinition): EditorState {
  return { ...state, saved };
}

/** Somebody else's draft takes the place of ours: an edit like any other, so that undo brings ours back. */
export function loadSaved(state: EditorState, saved: PipelineDefinition, atMs: number): EditorState {
  return { ...edit(state, { type: "replace", definition: saved }, atMs), saved };
}

export function isUnsaved({ definition, saved }: EditorState): boolean {
  return definition !== saved && !isSameJson(definition, saved);
}

function travelled(state: EditorState, definition: PipelineDefinition, stacks: Pick<EditorState, "past" | "future">): EditorState {
  return { ...state, ...stacks, definition, selected: existing(definition, state.selected), lastEdit: null };
}

function existing(definition: PipelineDefinition, key: NodeKey | null): NodeKey | null {
  return placeOf(definition, key) ? key : null;
}

/** The field that typing goes into; null for edits that each stand alone. */
function fieldOf(change: DefinitionEdit): string | null {
  switch (change.type) {
    case "rename-pipeline":
      return "name";
    case "rename-step":
      return `step-name:${change.id}`;
    case "set-step-config":
      return `step-config:${change.id}`;
    case "update-source":
      return `source:${change.index}`;
    case "update-destination":
      return `destination:${change.id}:${Object.keys(change.changes).join()}`;
    default:
      return null;
  }
}
