import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap, startCompletion, type Completion, type CompletionContext, type CompletionResult } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { json } from "@codemirror/lang-json";
import { bracketMatching } from "@codemirror/language";
import { linter, lintKeymap } from "@codemirror/lint";
import { EditorState, StateEffect, Transaction, type Extension } from "@codemirror/state";
import { EditorView, keymap, lineNumbers, placeholder as placeholderText, tooltips, type ViewUpdate } from "@codemirror/view";
import type { RefSuggestion } from "@/components/refs/ref-suggestion";
import type { Problem } from "@/lib/errors";
import { completeTemplate, type TemplateOption } from "./complete-template";
import { diagnoseTemplate, type TemplateMode } from "./diagnose-template";
import { editorTheme } from "./editor-theme";
import { jsonHighlighting } from "./json-highlighting";
import { refHighlighting } from "./ref-highlighting";
import { refTooltip } from "./ref-tooltip";

type Known = { suggestions: readonly RefSuggestion[]; problems: readonly Problem[] };

type Options = {
  mode: TemplateMode;
  ariaLabel: string;
  id: string | undefined;
  placeholder: string | undefined;
  isDisabled: boolean;
  /** In pixels. */
  minHeight: number;
  /** Where lists and tooltips are drawn: in the dialog around the editor, or they would count as outside of it. */
  tooltipParent: HTMLElement;
  /** As it is now: asked again whenever something is completed, checked or pointed at. */
  readKnown: () => Known;
  onText: (text: string) => void;
  onBlur: () => void;
};

/** What a caller knows has changed: what is underlined is found anew. */
export const refreshDiagnostics = StateEffect.define<null>();

/** Tab is bound to nothing, so that it leaves the editor as it leaves any other field. */
export function editorExtensions({ mode, ariaLabel, id, placeholder, isDisabled, minHeight, tooltipParent, readKnown, onText, onBlur }: Options): Extension[] {
  return [
    editorTheme(minHeight),
    EditorView.lineWrapping,
    tooltips({ parent: tooltipParent }),
    EditorView.contentAttributes.of({ "aria-label": ariaLabel, tabindex: "0", spellcheck: mode === "prose" ? "true" : "false", ...(id ? { id } : {}) }),
    history(),
    keymap.of([...closeBracketsKeymap, ...completionKeymap, ...lintKeymap, ...historyKeymap, ...defaultKeymap]),
    placeholder ? placeholderText(placeholder) : [],
    mode === "json" ? [json(), lineNumbers(), closeBrackets(), bracketMatching(), jsonHighlighting] : [],
    isDisabled ? [EditorState.readOnly.of(true), EditorView.editable.of(false)] : [],
    refHighlighting,
    refTooltip(() => readKnown().suggestions),
    autocompletion({
      override: [(context) => complete(context, mode, readKnown().suggestions)],
      icons: false,
      aboveCursor: false,
      maxRenderedOptions: 60,
      tooltipClass: () => "cm-refs",
      addToOptions: [{ position: 90, render: (completion) => sampleElement(completion) }],
    }),
    linter((view) => diagnose(view, mode, readKnown()), {
      delay: 250,
      needsRefresh: ({ transactions }: ViewUpdate) => transactions.some(({ effects }) => effects.some((effect) => effect.is(refreshDiagnostics))),
    }),
    EditorView.updateListener.of((update) => {
      const isTyped = update.docChanged && !update.transactions.some((transaction) => transaction.annotation(Transaction.remote));
      if (isTyped) onText(update.state.doc.toString());
      if (isTyped && isTriggered(update)) startCompletion(update.view);
      if (update.focusChanged && !update.view.hasFocus) onBlur();
    }),
  ];
}

type OptionCompletion = Completion & { sample?: string };

function complete(context: CompletionContext, mode: TemplateMode, suggestions: readonly RefSuggestion[]): CompletionResult | null {
  const found = completeTemplate({ source: context.state.doc.toString(), position: context.pos, mode, isExplicit: context.explicit }, suggestions);
  return found && { from: found.from, options: found.options.map(toCompletion) };
}

function toCompletion({ label, insert, kind, detail, sample, description }: TemplateOption, index: number): OptionCompletion {
  return {
    label,
    apply: insert,
    type: kind,
    detail,
    // The order they come in is the order of use: a payload's fields before the envelope's.
    sortText: String(index).padStart(5, "0"),
    ...(sample === undefined ? {} : { sample }),
    ...(description === undefined ? {} : { info: description }),
  };
}

function sampleElement(completion: OptionCompletion): Node | null {
  if (completion.sample === undefined) return null;
  const element = document.createElement("span");
  element.className = "cm-refSample";
  element.textContent = completion.sample;
  return element;
}

function diagnose({ state }: EditorView, mode: TemplateMode, { suggestions, problems }: Known) {
  return diagnoseTemplate(state.doc.toString(), mode, suggestions, problems).filter(({ to }) => to <= state.doc.length);
}

/** The list opens by itself while a word is typed; after these signs it has to be asked to. */
function isTriggered({ state, transactions }: ViewUpdate): boolean {
  if (!transactions.some((transaction) => transaction.isUserEvent("input.type"))) return false;
  const { head } = state.selection.main;
  return /[$.|[]$|\{\{\s*$|\|\s$/.test(state.doc.sliceString(Math.max(0, head - 4), head));
}
