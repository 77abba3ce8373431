import { type PipelineDefinition } from "@/lib/pipeline/definition";
import { isMove } from "../canvas/drop-target";
import { type Landing, type Part } from "../canvas/layout";
import { type DefinitionEdit } from "../editor/definition-edit";
import { copySelected, edit, loadSaved, redo, select, undo, type EditorState } from "../editor/editor-state";
import { neighbour, type Direction } from "../editor/neighbour";
import { placeOf, type NodeKey } from "../editor/node-key";
import { type PaletteItem } from "../palette/palette-items";
import { type BuilderState, type Dragging } from "./builder-state";
import { type Store } from "./create-store";
import { describeEdit, describePlace } from "./describe-edit";
import { insertEdit } from "./insert-edit";

export type BuilderActions = ReturnType<typeof createBuilderActions>;

/** Everything one can do in the builder, by whatever means: a drag, a key and a button end here. */
export function createBuilderActions(store: Store<BuilderState>, nowMs: () => number) {
  const change = (next: (state: BuilderState) => BuilderState) => store.set((state) => (state.canEdit ? next(state) : state));

  /** `isFocusing`: the card that is selected after it takes the focus. */
  const apply = (definitionEdit: DefinitionEdit, isFocusing = true) =>
    change((state) => {
      const editor = edit(state.editor, definitionEdit, nowMs());
      if (editor === state.editor) return state;
      const announcement = describeEdit(definitionEdit, state.editor.definition, editor);
      return { ...state, editor, announcement: announcement ?? state.announcement, focusing: isFocusing ? editor.selected : state.focusing };
    });

  const travel = (go: (editor: EditorState) => EditorState, done: string, nothing: string) =>
    change((state) => {
      const editor = go(state.editor);
      return { ...state, editor, announcement: editor === state.editor ? nothing : done };
    });

  return {
    /** From a form: the focus stays where one types. */
    edit: (definitionEdit: DefinitionEdit) => apply(definitionEdit, false),
    undo: () => travel(undo, "Undone", "Nothing to undo"),
    redo: () => travel(redo, "Done again", "Nothing to redo"),

    select: (key: NodeKey | null, isFocusing = false) =>
      store.set((state) => ({ ...state, editor: select(state.editor, key), focusing: isFocusing ? key : null })),
    walk: (direction: Direction) =>
      store.set((state) => {
        const key = neighbour(state.editor.definition, state.editor.selected, direction);
        return key ? { ...state, editor: select(state.editor, key), focusing: key } : state;
      }),
    focused: () => store.set((state) => ({ ...state, focusing: null })),

    insert: (item: PaletteItem, at: { index: number | null } = { index: null }) => {
      const { editor, inventory } = store.get();
      apply(insertEdit(item, at.index, editor, inventory));
    },
    remove: (key: NodeKey | null = store.get().editor.selected) => key && apply({ type: "remove", key }),
    duplicate: (key: NodeKey | null = store.get().editor.selected) => key && apply({ type: "duplicate", key }),
    copy: () =>
      store.set((state) => {
        const editor = copySelected(state.editor);
        return editor === state.editor ? state : { ...state, editor, announcement: `Copied ${describePlace(editor.definition, editor.selected)}` };
      }),
    paste: () => {
      const { clipboard, selected } = store.get().editor;
      if (clipboard) apply({ type: "paste", clip: clipboard, after: selected });
    },
    /** One place along its part: a step to the left or right, a destination up or down. By a button it is not selected. */
    reorder: (key: NodeKey | null, direction: Direction, isSelecting = true) => {
      const place = placeOf(store.get().editor.definition, key);
      const isForward = direction === "right" || direction === "down";
      if (!key || !place || place.part === "source") return;
      const { selected } = store.get().editor;
      apply(moveTo(key, place.part, Math.max(0, place.index + (isForward ? 1 : -1))), isSelecting);
      if (!isSelecting) store.set((state) => ({ ...state, editor: select(state.editor, selected) }));
    },

    openInsertMenu: (part: Part | null = null, index: number | null = null) => change((state) => ({ ...state, insertMenu: { part, index } })),
    closeInsertMenu: () => store.set((state) => ({ ...state, insertMenu: null })),

    startDrag: (dragging: Dragging, part: Part, from: { x: number; y: number }) =>
      change((state) => ({ ...state, drag: { dragging, part, from, landing: null, isOverTrash: false } })),
    dragOver: (landing: Landing | null, isOverTrash: boolean) =>
      store.set((state) => {
        if (!state.drag || (isSameLanding(state.drag.landing, landing) && state.drag.isOverTrash === isOverTrash)) return state;
        return { ...state, drag: { ...state.drag, landing, isOverTrash } };
      }),
    cancelDrag: () => store.set((state) => ({ ...state, drag: null })),
    drop: () => {
      const { drag, editor, inventory } = store.get();
      store.set((state) => ({ ...state, drag: null }));
      if (!drag) return;
      const { dragging, landing, isOverTrash, part } = drag;
      if (dragging.moving && isOverTrash) apply({ type: "remove", key: dragging.moving });
      else if (dragging.moving && landing && part !== "source" && isMove(editor.definition, landing)) apply(moveTo(dragging.moving, part, landing.index));
      else if (dragging.item && landing) apply(insertEdit(dragging.item, landing.index, editor, inventory));
    },

    /** Another's draft in place of ours; undo brings ours back. */
    load: (definition: PipelineDefinition, announcement: string) =>
      store.set((state) => ({ ...state, editor: loadSaved(state.editor, definition, nowMs()), announcement })),
    highlight: (key: NodeKey | null) => store.set((state) => ({ ...state, highlighted: key })),
    announce: (announcement: string) => store.set((state) => ({ ...state, announcement })),
  };
}

function moveTo(key: NodeKey, part: "step" | "destination", index: number): DefinitionEdit {
  const id = key.slice(key.indexOf(":") + 1);
  return part === "step" ? { type: "move-step", id, index } : { type: "move-destination", id, index };
}

function isSameLanding(a: Landing | null, b: Landing | null): boolean {
  return a === b || (a !== null && b !== null && a.part === b.part && a.index === b.index && a.moving === b.moving);
}
