import type { Extension } from "@codemirror/state";
import { EditorView } from "@codemirror/view";

/** All colours are the theme's variables, so light and dark need no second theme. */
export function editorTheme(minHeight: number): Extension {
  return EditorView.theme({
    "&": { backgroundColor: "transparent", color: "var(--neutral-12)" },
    "&.cm-focused": { outline: "none" },
    ".cm-scroller": { fontFamily: "var(--font-mono, var(--font-geist-mono), monospace)", fontSize: "12.5px", lineHeight: "20px", maxHeight: "min(420px, 60vh)", overflow: "auto" },
    ".cm-content": { padding: "5px 0", minHeight: `${minHeight}px`, caretColor: "var(--accent)" },
    ".cm-line": { padding: "0 10px" },
    ".cm-gutters": { backgroundColor: "transparent", border: "none", color: "var(--neutral-10)" },
    ".cm-lineNumbers .cm-gutterElement": { minWidth: "28px", padding: "0 0 0 6px" },
    ".cm-placeholder": { color: "var(--neutral-10)" },
    ".cm-selectionBackground, & ::selection": { backgroundColor: "color-mix(in oklab, var(--accent) 25%, transparent) !important" },
    "&.cm-focused .cm-matchingBracket": { backgroundColor: "color-mix(in oklab, var(--accent) 18%, transparent)", outline: "none" },
    ".cm-ref": { backgroundColor: "color-mix(in oklab, var(--accent) 9%, transparent)", borderRadius: "3px" },
    ".cm-jsonText": { color: "var(--status-delivered)" },
    ".cm-jsonWord": { color: "var(--category-enrichment)" },
    ".cm-jsonMark": { color: "var(--neutral-10)" },
    ".cm-line .cm-ref, .cm-line .cm-ref *": { color: "var(--accent)" },
    ".cm-lintRange": { backgroundImage: "none !important", textDecorationLine: "underline", textDecorationStyle: "wavy", textDecorationThickness: "1px", textUnderlineOffset: "3px", textDecorationSkipInk: "none" },
    ".cm-lintRange-error": { textDecorationColor: "var(--status-dead)" },
    ".cm-lintRange-warning": { textDecorationColor: "var(--status-retrying)" },
    ...tooltipRules,
  });
}

const tooltipRules = {
  ".cm-tooltip": {
    zIndex: "60", border: "1px solid var(--neutral-6)", borderRadius: "8px", backgroundColor: "var(--raised)", color: "var(--neutral-12)",
    boxShadow: "0 1px 2px var(--float-shadow-near), 0 8px 24px var(--float-shadow-far)", fontSize: "12.5px", lineHeight: "18px",
  },
  ".cm-tooltip.cm-refs > ul": { fontFamily: "var(--font-mono, var(--font-geist-mono), monospace)", maxHeight: "260px", minWidth: "min(320px, calc(100vw - 32px))", maxWidth: "min(640px, calc(100vw - 32px))", padding: "4px" },
  ".cm-tooltip.cm-refs > ul > li": { display: "flex", alignItems: "baseline", gap: "10px", padding: "3px 8px", borderRadius: "4px", lineHeight: "18px" },
  ".cm-tooltip.cm-refs > ul > li[aria-selected]": { backgroundColor: "var(--neutral-4)", color: "var(--neutral-12)" },
  ".cm-completionLabel": { flex: "none", maxWidth: "60%", overflow: "hidden", textOverflow: "ellipsis" },
  ".cm-completionMatchedText": { textDecoration: "none", color: "var(--accent)" },
  ".cm-completionDetail": { marginLeft: "0", fontStyle: "normal", color: "var(--neutral-10)" },
  ".cm-refSample": { marginLeft: "auto", paddingLeft: "8px", overflow: "hidden", textOverflow: "ellipsis", color: "var(--neutral-11)" },
  ".cm-tooltip.cm-completionInfo": { padding: "6px 10px", maxWidth: "260px", fontFamily: "var(--font-sans, sans-serif)", color: "var(--neutral-11)" },
  ".cm-tooltip-lint": { maxWidth: "min(420px, calc(100vw - 32px))" },
  ".cm-diagnostic:first-child": { borderTopLeftRadius: "8px" },
  ".cm-diagnostic:last-child": { borderBottomLeftRadius: "8px" },
  ".cm-diagnostic": { padding: "6px 10px", borderLeft: "3px solid var(--neutral-8)", whiteSpace: "pre-wrap" },
  ".cm-diagnostic-error": { borderLeftColor: "var(--status-dead)" },
  ".cm-diagnostic-warning": { borderLeftColor: "var(--status-retrying)" },
  ".cm-refTooltip": { padding: "6px 10px", maxWidth: "min(420px, calc(100vw - 32px))" },
  ".cm-refTooltip pre": { margin: "2px 0 0", maxHeight: "200px", overflow: "auto", whiteSpace: "pre-wrap", overflowWrap: "anywhere", fontFamily: "var(--font-mono, var(--font-geist-mono), monospace)" },
  ".cm-refTooltip p": { color: "var(--neutral-10)" },
};
