import type { Position } from "./escape";

/** Stands for a value in the literal text around it. Not a character anybody types: private use. */
export const placeholder = "\ue000";

/**
 * Where each value lands, read off the literal text alone: values are escaped, so they can't move it. Knows Slack's
 * `<target|label>`, Markdown's `[label](target)`, HTML attributes and backtick code; in doubt a link target, whose
 * escape drops whatever isn't a URL.
 */
export function valuePositions(skeleton: string, as: "text" | "url"): Position[] {
  const codeRanges = findCodeRanges(skeleton);
  const positions: Position[] = [];
  for (let at = skeleton.indexOf(placeholder); at >= 0; at = skeleton.indexOf(placeholder, at + 1)) {
    const index = at;
    if (as === "url") positions.push(skeleton.slice(0, at).trim() === "" ? "url" : "urlPart");
    else if (codeRanges.some(([start, end]) => start < index && index < end)) positions.push("code");
    else positions.push(inAngles(skeleton, at) ?? inMarkdownTarget(skeleton, at) ?? "text");
  }
  return positions;
}

function inAngles(skeleton: string, at: number): Position | null {
  const before = skeleton.slice(0, at);
  const open = before.lastIndexOf("<");
  const inside = before.slice(open + 1);
  if (open < 0) return null;
  if (/^[a-z][a-z0-9-]*\s/i.test(inside)) return inTag(inside);
  if (/[>|\s]/.test(inside) || !/^[^<]*>/.test(skeleton.slice(at))) return null;
  return inside === "" ? "url" : "urlPart";
}

/** `inside` runs from behind `<` to the value. Outside quotes only an encoded value can't become an attribute. */
function inTag(inside: string): Position | null {
  let quote = "";
  let quotedFrom = 0;
  for (const [index, character] of [...inside].entries()) {
    if (quote === "" && character === ">") return null;
    if (quote === "" && (character === '"' || character === "'")) [quote, quotedFrom] = [character, index];
    else if (character === quote) quote = "";
  }
  if (quote === "") return "urlPart";
  const characters = [...inside];
  const isLink = /\b(?:href|src|action|formaction|xlink:href|background|cite|poster)\s*=\s*$/i.test(characters.slice(0, quotedFrom).join(""));
  if (!isLink) return "text";
  return characters.slice(quotedFrom + 1).join("").trim() === "" ? "url" : "urlPart";
}

function inMarkdownTarget(skeleton: string, at: number): Position | null {
  const before = skeleton.slice(0, at);
  const open = before.lastIndexOf("](");
  const inside = before.slice(open + 2);
  if (open < 0 || /[)\s]/.test(inside) || !/^[^\n]*\)/.test(skeleton.slice(at))) return null;
  return inside === "" ? "url" : "urlPart";
}

/** As CommonMark and Discord read backticks: a run is closed by the next run of the same length, else it is text. */
function findCodeRanges(skeleton: string): [number, number][] {
  const runs = [...skeleton.matchAll(/`+/g)].map((match) => ({ start: match.index, length: match[0].length }));
  const ranges: [number, number][] = [];
  for (let index = 0; index < runs.length; index += 1) {
    const open = runs[index];
    const closeIndex = runs.findIndex((run, other) => other > index && run.length === open?.length);
    const close = runs[closeIndex];
    if (!open || !close) continue;
    ranges.push([open.start, close.start]);
    index = closeIndex;
  }
  return ranges;
}
