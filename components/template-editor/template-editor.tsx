"use client";

import { lazy, Suspense } from "react";
import type { RefSuggestion } from "@/components/refs/ref-suggestion";
import type { Problem } from "@/lib/errors";
import { editorFrame, editorHeight } from "./editor-frame";
import type { TemplateMode } from "./diagnose-template";

export type TemplateEditorProps = {
  mode: TemplateMode;
  value: string;
  onChange: (value: string) => void;
  suggestions: readonly RefSuggestion[];
  /** Found by the caller in what a JSON template makes; paths are into that document. */
  problems?: readonly Problem[];
  ariaLabel: string;
  id?: string;
  placeholder?: string;
  /** How many lines are shown at least; 1 by default. */
  minLines?: number;
  disabled?: boolean;
  /** Draws the frame of a field that is wrong. */
  isInvalid?: boolean;
};

const CodeEditor = lazy(() => import("./code-editor").then((module) => ({ default: module.CodeEditor })));

/** A text with refs: completed as they are typed, underlined where they lead to nothing. The editor itself is loaded when first shown. */
export function TemplateEditor(props: TemplateEditorProps) {
  return (
    <Suspense fallback={<Waiting {...props} />}>
      <CodeEditor {...props} />
    </Suspense>
  );
}

/** The text in the editor's place and size, so that nothing moves when it comes. */
function Waiting({ value, placeholder = "", minLines = 1, ariaLabel }: TemplateEditorProps) {
  return (
    <div className={editorFrame} aria-busy="true" aria-label={ariaLabel} role="group" style={{ minHeight: editorHeight(minLines) }}>
      <pre className="px-2.5 py-1.5 font-mono text-mono leading-5 whitespace-pre-wrap text-neutral-11">{value || placeholder}</pre>
    </div>
  );
}
