"use client";

import { closeCompletion, completionStatus } from "@codemirror/autocomplete";
import { Transaction } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import { useEffect, useEffectEvent, useRef } from "react";
import { editorFrame, editorHeight } from "./editor-frame";
import { editorExtensions, refreshDiagnostics } from "./editor-extensions";
import type { TemplateEditorProps } from "./template-editor";

/** CodeMirror behind a value and a change, as any other control. */
export function CodeEditor({ mode, value, onChange, suggestions, problems, ariaLabel, id, placeholder, minLines = 1, disabled = false, isInvalid = false }: TemplateEditorProps) {
  const host = useRef<HTMLDivElement>(null);
  const editor = useRef<EditorView>(null);
  /** What was typed here and may come back as `value` late, while more is being typed. */
  const echoes = useRef(new Set<string>());

  const firstText = useEffectEvent(() => value);
  const readKnown = useEffectEvent(() => ({ suggestions, problems: problems ?? [] }));
  const change = useEffectEvent((text: string) => {
    echoes.current.add(text);
    onChange(text);
  });

  useEffect(() => {
    if (!host.current) return;
    const view = new EditorView({
      parent: host.current,
      doc: firstText(),
      extensions: editorExtensions({
        mode, ariaLabel, id, placeholder, isDisabled: disabled, minHeight: editorHeight(minLines),
        tooltipParent: host.current.closest<HTMLElement>("[role=dialog]") ?? document.body,
        readKnown: () => readKnown(), onText: (text) => change(text), onBlur: () => echoes.current.clear(),
      }),
    });
    editor.current = view;
    return () => {
      editor.current = null;
      view.destroy();
    };
  }, [mode, ariaLabel, id, placeholder, disabled, minLines]);

  useEffect(() => {
    const view = editor.current;
    if (!view || view.state.doc.toString() === value || (view.hasFocus && echoes.current.has(value))) return;
    view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: value }, annotations: Transaction.remote.of(true) });
  }, [value]);

  useEffect(() => {
    editor.current?.dispatch({ effects: refreshDiagnostics.of(null) });
  }, [suggestions, problems]);

  useEffect(() => {
    // Dialogs listen for Escape on the document, before the editor hears of it: the first one closes the list alone.
    const closeListFirst = (event: KeyboardEvent) => {
      const view = editor.current;
      if (event.key !== "Escape" || !view?.hasFocus || completionStatus(view.state) !== "active") return;
      closeCompletion(view);
      event.stopPropagation();
      event.preventDefault();
    };
    window.addEventListener("keydown", closeListFirst, { capture: true });
    return () => window.removeEventListener("keydown", closeListFirst, { capture: true });
  }, []);

  return <div ref={host} className={editorFrame} data-invalid={isInvalid || undefined} data-disabled={disabled || undefined} style={{ minHeight: editorHeight(minLines) }} />;
}
