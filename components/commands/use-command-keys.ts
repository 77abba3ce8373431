"use client";

import { useEffect } from "react";
import { useNewestCommands } from "./commands-context";
import { noKeys, takeKey } from "./key-sequence";

/** Runs commands by their keys. While someone types, only those with a modifier count; in a dialog, none. */
export function useCommandKeys(): void {
  const newest = useNewestCommands();
  useEffect(() => {
    let state = noKeys;
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing || ["Shift", "Control", "Alt", "Meta"].includes(event.key)) return;
      const isTyping = isTextField(event.target);
      if (isTyping && !event.metaKey && !event.ctrlKey) return;
      const commands = newest().filter(({ keys, run }) => keys && run);
      const step = takeKey(state, event, commands.flatMap(({ keys }) => keys ?? []), event.timeStamp);
      state = step.state;
      const command = step.match && commands.findLast(({ keys }) => keys === step.match);
      if (!command || (document.querySelector("[role=dialog], [role=alertdialog]") && command.id !== "command-menu")) return;
      event.preventDefault();
      command.run?.();
    };
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, [newest]);
}

function isTextField(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || target.matches("input:not([type=checkbox], [type=radio]), textarea, select, [role=combobox], [role=menu] *, [role=listbox] *");
}
