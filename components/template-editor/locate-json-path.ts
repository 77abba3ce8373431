type Range = { from: number; to: number };

/**
 * Where the value at a path such as `[0].text.text` stands in a JSON template, whose keys may go unquoted and whose values
 * may be bare refs. A path into a list is looked up in the document's `blocks` where the document is an object.
 */
export function locateJsonPath(source: string, path: string): Range | undefined {
  const segments = readPath(path);
  if (segments === null) return undefined;
  const start = skipSpace(source, 0);
  const inBlocks = source[start] === "{" && typeof segments[0] === "number" ? ["blocks", ...segments] : segments;
  let range = valueAt(source, start);
  for (const segment of inBlocks) {
    const inner = range && memberOf(source, range, segment);
    // A property that is missing is a problem of the object it is missing in.
    if (!inner) break;
    range = inner;
  }
  return range;
}

function readPath(path: string): (string | number)[] | null {
  const segments: (string | number)[] = [];
  const pattern = /\[(\d+)\]|\[("(?:[^"\\]|\\.)*")\]|\.?([^.[\]]+)/y;
  for (let at = 0; at < path.length; at = pattern.lastIndex) {
    pattern.lastIndex = at;
    const match = pattern.exec(path);
    if (!match) return null;
    const [, index, quoted, name] = match;
    segments.push(index !== undefined ? Number(index) : quoted !== undefined ? String(JSON.parse(quoted)) : (name ?? ""));
  }
  return segments;
}

function memberOf(source: string, range: Range, wanted: string | number): Range | undefined {
  const isList = source[range.from] === "[";
  if (!isList && source[range.from] !== "{") return undefined;
  let at = skipSpace(source, range.from + 1);
  for (let index = 0; at < range.to - 1; index += 1) {
    const key = isList ? { name: index, end: at } : keyAt(source, at);
    const value = valueAt(source, isList ? at : skipSpace(source, skipSpace(source, key.end) + 1));
    if (!value || value.to <= at) return undefined;
    if (key.name === wanted) return value;
    at = skipSpace(source, value.to);
    if (source[at] !== ",") return undefined;
    at = skipSpace(source, at + 1);
  }
  return undefined;
}

function keyAt(source: string, at: number): { name: string; end: number } {
  const end = source[at] === '"' ? endOfText(source, at) : at + (/^[^\s:,{}[\]"]*/.exec(source.slice(at))?.[0].length ?? 0);
  const text = source.slice(at, end);
  return { name: text.startsWith('"') ? unquote(text) : text, end };
}

function valueAt(source: string, at: number): Range | undefined {
  if (at >= source.length) return undefined;
  const character = source[at];
  if (character === '"') return { from: at, to: endOfText(source, at) };
  if (character === "{" || character === "[") return { from: at, to: endOfNested(source, at) };
  const length = /^[^\s,{}[\]]*(?:\[[^\]\n]*\][^\s,{}[\]]*)*/.exec(source.slice(at))?.[0].length ?? 0;
  return { from: at, to: at + length };
}

function endOfNested(source: string, start: number): number {
  let depth = 0;
  for (let at = start; at < source.length; at += 1) {
    const character = source[at];
    if (character === '"') at = endOfText(source, at) - 1;
    else if (character === "{" || character === "[") depth += 1;
    else if (character === "}" || character === "]") depth -= 1;
    if (depth === 0) return at + 1;
  }
  return source.length;
}

function endOfText(source: string, start: number): number {
  const pattern = /"(?:[^"\\]|\\.)*"?/sy;
  pattern.lastIndex = start;
  return start + (pattern.exec(source)?.[0].length ?? 1);
}

function unquote(text: string): string {
  try {
    return String(JSON.parse(text));
  } catch {
    // A text that is no JSON has a problem of its own.
    return text;
  }
}

function skipSpace(source: string, at: number): number {
  const pattern = /[\s\ufeff]*/y;
  pattern.lastIndex = at;
  return at + (pattern.exec(source)?.[0].length ?? 0);
}
