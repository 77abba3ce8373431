import type { Extension } from "@codemirror/state";
import { hoverTooltip } from "@codemirror/view";
import type { RefSuggestion } from "@/components/refs/ref-suggestion";
import { describeRef } from "./describe-ref";
import { refAt } from "./find-refs";

/** Pointing at a ref shows its value. */
export function refTooltip(readSuggestions: () => readonly RefSuggestion[]): Extension {
  return hoverTooltip((view, position) => {
    const ref = refAt(view.state.doc.toString(), position);
    const described = ref && describeRef(ref.text, readSuggestions());
    if (!ref || !described) return null;
    return { pos: ref.from, end: ref.to, above: true, create: () => ({ dom: refElement(described) }) };
  });
}

function refElement({ title, value, note }: { title: string; value: string | null; note: string | null }): HTMLElement {
  const element = document.createElement("div");
  element.className = "cm-refTooltip";
  const parts: [string, string | null][] = [["p", title], ["pre", value], ["p", note]];
  for (const [tag, text] of parts) {
    if (text === null) continue;
    const part = document.createElement(tag);
    part.textContent = text;
    element.append(part);
  }
  return element;
}
