import { Decoration, ViewPlugin, type DecorationSet, type EditorView, type ViewUpdate } from "@codemirror/view";
import { findRefs } from "./find-refs";

const mark = Decoration.mark({ class: "cm-ref" });

/** Refs stand out of the text around them. */
export const refHighlighting = ViewPlugin.fromClass(
  class {
    decorations: DecorationSet;

    constructor(view: EditorView) {
      this.decorations = markRefs(view);
    }

    update({ docChanged, view }: ViewUpdate) {
      if (docChanged) this.decorations = markRefs(view);
    }
  },
  { decorations: ({ decorations }) => decorations },
);

function markRefs({ state }: EditorView): DecorationSet {
  return Decoration.set(findRefs(state.doc.toString()).map(({ from, to }) => mark.range(from, to)));
}
