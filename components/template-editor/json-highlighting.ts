import { Decoration, MatchDecorator, ViewPlugin, type DecorationSet, type EditorView, type ViewUpdate } from "@codemirror/view";

const marks = { text: Decoration.mark({ class: "cm-jsonText" }), word: Decoration.mark({ class: "cm-jsonWord" }), sign: Decoration.mark({ class: "cm-jsonMark" }) };

/** Texts that are no keys, numbers and words, signs. A JSON template is not quite JSON, so no JSON grammar colours it. */
const matcher = new MatchDecorator({
  regexp: /("(?:[^"\\]|\\.)*")(?!\s*:)|"(?:[^"\\]|\\.)*"|(?<![\w.$])(-?\d[\d.eE+-]*|true|false|null|now\(\))(?!\w)|([{}[\],:])/g,
  decoration: ([, text, word, sign]) => (text !== undefined ? marks.text : word !== undefined ? marks.word : sign !== undefined ? marks.sign : null),
});

export const jsonHighlighting = ViewPlugin.fromClass(
  class {
    decorations: DecorationSet;

    constructor(view: EditorView) {
      this.decorations = matcher.createDeco(view);
    }

    update(update: ViewUpdate) {
      this.decorations = matcher.updateDeco(update, this.decorations);
    }
  },
  { decorations: ({ decorations }) => decorations },
);
