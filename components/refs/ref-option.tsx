import { describeSample } from "./describe-sample";
import type { RefSuggestion } from "./ref-suggestion";

/** A suggested ref in a list: its name and type, and what it is on the sample event. */
export function RefOption({ suggestion: { ref, type, sample, description } }: { suggestion: RefSuggestion }) {
  const notes = [sample === undefined ? null : describeSample(sample, 80), description].filter((note) => note !== null && note !== undefined);
  return (
    <span className="flex min-w-0 flex-col">
      <span className="flex items-baseline justify-between gap-3">
        <span className="truncate font-mono text-mono">{ref}</span>
        <span className="shrink-0 text-label text-neutral-10">{type}</span>
      </span>
      {notes.length > 0 && <span className="truncate text-label text-neutral-10">{notes.join(" · ")}</span>}
    </span>
  );
}
