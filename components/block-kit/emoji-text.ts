import { emojiAt } from "./emoji";
import type { Inline } from "./inline";

/** Text in which shortcodes are all that is read: plain_text, link labels, runs of rich text. */
export function emojiText(text: string): Inline[] {
  const found: Inline[] = [];
  let from = 0;
  for (let at = text.indexOf(":"); at >= 0; at = text.indexOf(":", at)) {
    const emoji = emojiAt(text, at);
    if (!emoji) {
      at += 1;
      continue;
    }
    if (at > from) found.push({ kind: "text", text: text.slice(from, at) });
    found.push({ kind: "emoji", name: emoji.name, glyph: emoji.glyph });
    from = at = emoji.end;
  }
  if (from < text.length) found.push({ kind: "text", text: text.slice(from) });
  return found;
}
