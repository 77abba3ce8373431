export type WordPart = { kind: "same" | "removed" | "added"; text: string };

/** A table of this many words squared is made at most; longer middles are shown as replaced whole. */
const wordsMax = 400;

/** How one text became another, word by word. */
export function diffWords(before: string, after: string): WordPart[] {
  const [a, b] = [words(before), words(after)];
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start += 1;
  let end = 0;
  while (end < a.length - start && end < b.length - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end += 1;
  const middle = diffMiddle(a.slice(start, a.length - end), b.slice(start, b.length - end));
  return joined([...a.slice(0, start).map(same), ...middle, ...a.slice(a.length - end).map(same)]);
}

function diffMiddle(a: string[], b: string[]): WordPart[] {
  if (a.length > wordsMax || b.length > wordsMax) return [...a.map(removed), ...b.map(added)];
  const lengths = commonLengths(a, b);
  const parts: WordPart[] = [];
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    const [left, right] = [a[i], b[j]];
    if (left !== undefined && left === right) {
      parts.push(same(left));
      i += 1;
      j += 1;
    } else if (left !== undefined && (right === undefined || at(lengths, i + 1, j) >= at(lengths, i, j + 1))) {
      parts.push(removed(left));
      i += 1;
    } else if (right !== undefined) {
      parts.push(added(right));
      j += 1;
    }
  }
  return parts;
}

/** `[i][j]`: how many words the rests from i and j have in common, in order. */
function commonLengths(a: string[], b: string[]): number[][] {
  const lengths = Array.from({ length: a.length + 1 }, () => new Array<number>(b.length + 1).fill(0));
  for (let i = a.length - 1; i >= 0; i -= 1) {
    const row = lengths[i] ?? [];
    for (let j = b.length - 1; j >= 0; j -= 1) row[j] = a[i] === b[j] ? at(lengths, i + 1, j + 1) + 1 : Math.max(at(lengths, i + 1, j), at(lengths, i, j + 1));
  }
  return lengths;
}

function at(lengths: number[][], i: number, j: number): number {
  return lengths[i]?.[j] ?? 0;
}

/** Words, addresses whole, the space between them and other signs: joined they are the text. */
function words(text: string): string[] {
  return text.match(/[\p{L}\p{N}_]+(?:[@.+-][\p{L}\p{N}_]+)*|\s+|[^\p{L}\p{N}_\s]/gu) ?? [];
}

function joined(parts: WordPart[]): WordPart[] {
  const runs: WordPart[] = [];
  for (const part of parts) {
    const last = runs.at(-1);
    if (last?.kind === part.kind) last.text += part.text;
    else runs.push({ ...part });
  }
  return runs;
}

const same = (text: string): WordPart => ({ kind: "same", text });
const removed = (text: string): WordPart => ({ kind: "removed", text });
const added = (text: string): WordPart => ({ kind: "added", text });
