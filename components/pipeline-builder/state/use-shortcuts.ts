"use client";

import { useEffect } from "react";
import { type Command } from "@/components/commands/command";
import { useCommands } from "@/components/commands/commands-context";
import { focusInspector } from "../inspector/focus-inspector";
import { firstCard, lastCard, type Direction } from "../editor/neighbour";
import { parseNodeKey, type NodeKey } from "../editor/node-key";
import { type Builder } from "./builder-context";

const group = "Pipeline builder";

/** Everything a pointer can do, by keys. They act on the selected card, while the focus is on a card or nowhere. */
export function useShortcuts(builder: Builder, isEnabled: boolean): void {
  useEffect(() => {
    if (!isEnabled) return undefined;
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing || !isForCanvas(event.target)) return;
      // A card that has the focus by the Tab key is meant, whatever was selected before.
      const focused = event.target instanceof HTMLElement ? parseNodeKey(event.target.dataset.card ?? null) : null;
      if (act(builder, event, focused ?? builder.store.get().editor.selected)) event.preventDefault();
    };
    // On the document: before the dashboard's own keys, which listen on the window.
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, [builder, isEnabled]);

  useCommands(isEnabled ? shortcuts : noShortcuts);
}

const noShortcuts: Command[] = [];
const shortcuts: Command[] = [
  { id: "builder-insert", label: "Add a step, source or destination", group, keys: "a", keywords: ["insert"] },
  { id: "builder-walk", label: "Select the next card", group, keys: "ArrowRight" },
  { id: "builder-open", label: "Edit the selected card", group, keys: "Enter" },
  { id: "builder-reorder", label: "Move the selected card", group, keys: "alt+ArrowRight" },
  { id: "builder-remove", label: "Remove the selected card", group, keys: "Delete" },
  { id: "builder-duplicate", label: "Duplicate the selected card", group, keys: "mod+d" },
  { id: "builder-copy", label: "Copy the selected card", group, keys: "mod+c" },
  { id: "builder-paste", label: "Paste behind the selected card", group, keys: "mod+v" },
  { id: "builder-undo", label: "Undo", group, keys: "mod+z" },
  { id: "builder-redo", label: "Redo", group, keys: "mod+shift+z" },
];

const directions: Record<string, Direction> = { ArrowLeft: "left", ArrowRight: "right", ArrowUp: "up", ArrowDown: "down" };

/** True when the key meant something. */
function act({ store, actions }: Builder, { key, metaKey, ctrlKey, altKey, shiftKey }: KeyboardEvent, selected: NodeKey | null): boolean {
  const { clipboard, definition } = store.get().editor;
  const done = (action: () => unknown): true => {
    if (store.get().editor.selected !== selected) actions.select(selected);
    action();
    return true;
  };
  const direction = directions[key];
  if (metaKey || ctrlKey) {
    const isCopyingText = (getSelection()?.toString() ?? "") !== "";
    switch (key.toLowerCase()) {
      case "z":
        return done(shiftKey ? actions.redo : actions.undo);
      case "y":
        return done(actions.redo);
      case "d":
        return selected !== null && done(() => actions.duplicate());
      case "c":
        return selected !== null && !isCopyingText && done(actions.copy);
      case "v":
        return clipboard !== null && done(actions.paste);
      default:
        return false;
    }
  }
  if (direction) return done(() => (altKey ? actions.reorder(selected, direction) : actions.walk(direction)));
  if (altKey) return false;
  switch (key) {
    case "Home":
      return done(() => actions.select(firstCard(definition), true));
    case "End":
      return done(() => actions.select(lastCard(definition), true));
    case "Delete":
    case "Backspace":
      return selected !== null && done(() => actions.remove());
    case "Escape":
      // Focus may have been lost with what had it, such as a list that closed: then the first one leads back to the card.
      return selected !== null && done(() => (document.activeElement === document.body ? actions.select(selected, true) : actions.select(null)));
    case "Enter":
      return selected !== null && document.activeElement === document.body && done(focusInspector);
    case "a":
      return done(() => actions.openInsertMenu());
    default:
      return false;
  }
}

/** Not what is typed into a field, chosen in a menu or done in a dialog. */
function isForCanvas(target: EventTarget | null): boolean {
  if (document.querySelector("[role=dialog], [role=alertdialog], [role=menu], [role=listbox]")) return false;
  if (!(target instanceof HTMLElement)) return true;
  return target === document.body || target.id === "main" || target.closest("[data-card], .react-flow, [data-builder-list]") !== null;
}
