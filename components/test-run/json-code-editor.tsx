"use client";

import { closeBrackets } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { json, jsonParseLinter } from "@codemirror/lang-json";
import { bracketMatching } from "@codemirror/language";
import { linter } from "@codemirror/lint";
import { EditorState } from "@codemirror/state";
import { EditorView, keymap } from "@codemirror/view";
import { useEffect, useEffectEvent, useRef } from "react";
import { editorFrame } from "@/components/template-editor/editor-frame";
import { editorTheme } from "@/components/template-editor/editor-theme";
import { jsonHighlighting } from "@/components/template-editor/json-highlighting";
import type { JsonEditorProps } from "./json-editor";

export function JsonCodeEditor({ value, onChange, ariaLabel, minHeight }: JsonEditorProps) {
  const host = useRef<HTMLDivElement>(null);
  const firstText = useEffectEvent(() => value);
  const change = useEffectEvent((text: string) => onChange(text));
  useEffect(() => {
    if (!host.current) return;
    const view = new EditorView({
      parent: host.current,
      state: EditorState.create({
        doc: firstText(),
        extensions: [
          history(),
          json(),
          bracketMatching(),
          closeBrackets(),
          linter(jsonParseLinter()),
          jsonHighlighting,
          keymap.of([...defaultKeymap, ...historyKeymap]),
          EditorView.lineWrapping,
          EditorView.contentAttributes.of({ "aria-label": ariaLabel }),
          EditorView.updateListener.of((update) => {
            if (update.docChanged) change(update.state.doc.toString());
          }),
          editorTheme(minHeight),
        ],
      }),
    });
    return () => view.destroy();
  }, [ariaLabel, minHeight]);
  return <div ref={host} className={editorFrame} style={{ minHeight }} />;
}
