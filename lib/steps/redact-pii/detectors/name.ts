import type { Detector, Span } from "./detector";

const NAME_LENGTH_MAX = 200;
const PART_LENGTH_MIN = 2;

/**
 * Finds the given names in any text, as whole words in the same case. Names come from the fields the user chose: no list
 * of all names exists, and a guess would redact ordinary words.
 */
export function nameDetector(names: string[]): Detector {
  const parts = nameParts(names);
  return (text) => (parts.size === 0 ? [] : findParts(text, parts));
}

/** "Ana María de la Cruz" is looked for by Ana, María, Cruz; particles and initials alone would hit ordinary words. */
function nameParts(names: string[]): Set<string> {
  const parts = new Set<string>();
  for (const name of names) {
    if (name.length > NAME_LENGTH_MAX) continue;
    for (const [part] of name.matchAll(words)) if (part.length >= PART_LENGTH_MIN && !/^\p{Ll}/u.test(part)) parts.add(part);
  }
  return parts;
}

const words = /[\p{L}\p{M}]+(?:['’-][\p{L}\p{M}]+)*/gu;

/** One pass over the words of the text, however many names there are. */
function findParts(text: string, parts: Set<string>): Span[] {
  const spans: Span[] = [];
  for (const match of text.matchAll(words)) {
    const word = match[0].replace(/['’]s$/, "");
    if (!parts.has(word)) continue;
    const last = spans.at(-1);
    const end = match.index + word.length;
    // First and last name are one value: "Jane Doe", "Doe, Jane".
    const isJoined = last && end - last.start <= NAME_LENGTH_MAX && /^,? $/.test(text.slice(last.end, match.index));
    if (isJoined) last.end = end;
    else spans.push({ start: match.index, end, canonical: "" });
  }
  for (const span of spans) span.canonical = text.slice(span.start, span.end).toLowerCase();
  return spans;
}
