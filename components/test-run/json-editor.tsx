"use client";

import { lazy, Suspense } from "react";
import { editorFrame } from "@/components/template-editor/editor-frame";

export type JsonEditorProps = {
  /** Read once: the text is the editor's from then on. */
  value: string;
  onChange: (value: string) => void;
  ariaLabel: string;
  /** Pixels. */
  minHeight: number;
};

const JsonCodeEditor = lazy(() => import("./json-code-editor").then((module) => ({ default: module.JsonCodeEditor })));

/** JSON as it is typed, faults underlined. The editor itself is loaded when first shown. */
export function JsonEditor(props: JsonEditorProps) {
  return (
    <Suspense fallback={<div className={editorFrame} aria-busy="true" style={{ minHeight: props.minHeight }} />}>
      <JsonCodeEditor {...props} />
    </Suspense>
  );
}
