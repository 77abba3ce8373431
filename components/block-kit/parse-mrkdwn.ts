import { emojiAt } from "./emoji";
import { emojiText } from "./emoji-text";
import type { Inline } from "./inline";
import { safeHref } from "./safe-href";

export type Paragraph =
  | { kind: "text"; children: Inline[] }
  | { kind: "quote"; children: Inline[] }
  | { kind: "preformatted"; text: string };

export type MrkdwnOptions = {
  /** As in the text object: without it Slack makes links of bare addresses. */
  isVerbatim?: boolean;
};

/** Slack's mrkdwn as a tree of plain data, in which every link is safe to follow. */
export function parseMrkdwn(source: string, { isVerbatim = false }: MrkdwnOptions = {}): Paragraph[] {
  return source.split("```").flatMap((part, index, parts): Paragraph[] => {
    const isFenced = index % 2 === 1 && index < parts.length - 1;
    if (isFenced) return [{ kind: "preformatted", text: unescape(part.replace(/^\n/, "").replace(/\n$/, "")) }];
    // A fence that never closes is shown as it was typed.
    const isUnclosed = index % 2 === 1;
    if (isUnclosed) return parseLines(`\`\`\`${part}`, isVerbatim);
    // The line break behind a fence belongs to it.
    return parseLines(index > 0 ? part.replace(/^\n/, "") : part, isVerbatim);
  });
}

function parseLines(source: string, isVerbatim: boolean): Paragraph[] {
  const paragraphs: Paragraph[] = [];
  let lines: string[] = [];
  let isQuote = false;
  const flush = () => {
    const text = lines.join("\n");
    if (text.trim() !== "") paragraphs.push({ kind: isQuote ? "quote" : "text", children: parseInline(text, isVerbatim) });
    lines = [];
  };
  for (const line of source.split("\n")) {
    const quoted = /^(?:>|&gt;) ?/.exec(line)?.[0];
    if ((quoted !== undefined) !== isQuote) {
      flush();
      isQuote = quoted !== undefined;
    }
    lines.push(quoted === undefined ? line : line.slice(quoted.length));
  }
  flush();
  return paragraphs;
}

const styles = new Map<string, "bold" | "italic" | "strike">([
  ["*", "bold"],
  ["_", "italic"],
  ["~", "strike"],
]);

function parseInline(source: string, isVerbatim: boolean): Inline[] {
  const found: Inline[] = [];
  let plain = "";
  let at = 0;
  const push = (item: Inline, end: number) => {
    if (plain !== "") found.push({ kind: "text", text: unescape(plain) });
    found.push(item);
    plain = "";
    at = end;
  };
  while (at < source.length) {
    const character = source.charAt(at);
    const style = styles.get(character);
    const inner = spanAt(source, at);
    const end = at + inner.length + 2;
    const emoji = emojiAt(source, at);
    const address = isVerbatim ? "" : addressAt(source, at);
    if (inner !== "" && character === "<") push(parseEntity(inner), end);
    else if (inner !== "" && character === "`") push({ kind: "code", text: unescape(inner) }, end);
    else if (inner !== "" && style && isStyled(source, at, end - 1)) push({ kind: style, children: parseInline(inner, isVerbatim) }, end);
    else if (emoji) push({ kind: "emoji", name: emoji.name, glyph: emoji.glyph }, emoji.end);
    else if (address !== "") push({ kind: "link", href: unescape(address), children: [{ kind: "text", text: unescape(address) }] }, at + address.length);
    else {
      plain += character;
      at += 1;
    }
  }
  if (plain !== "") found.push({ kind: "text", text: unescape(plain) });
  return found;
}

// Each stops at the next mark of its kind or the line's end, so a text of nothing but marks costs no square of its length.
const spans = new Map([
  ["<", /<([^<>\n]+)>/y],
  ["`", /`([^`\n]+)`/y],
  ["*", /\*([^*\n]+)\*/y],
  ["_", /_([^_\n]+)_/y],
  ["~", /~([^~\n]+)~/y],
]);

/** What stands between the mark at this place and the one that closes it; empty when none does. */
function spanAt(source: string, at: number): string {
  const span = spans.get(source.charAt(at));
  if (!span) return "";
  span.lastIndex = at;
  return span.exec(source)?.[1] ?? "";
}

/** A mark opens after white space or punctuation and closes before it; `snake_case_name` has none. */
function isStyled(source: string, open: number, close: number): boolean {
  const isSpace = (index: number) => /\s/.test(source.charAt(index));
  return !isWord(source, open - 1) && !isSpace(open + 1) && !isSpace(close - 1) && !isWord(source, close + 1);
}

function isWord(source: string, index: number): boolean {
  return /[\p{L}\p{N}]/u.test(source.charAt(index));
}

const bareAddress = /https?:\/\/[^\s<>|*~`"]{1,3000}/y;

/** A bare web address, without the punctuation of the sentence around it. */
function addressAt(source: string, at: number): string {
  if (source[at] !== "h" || isWord(source, at - 1)) return "";
  bareAddress.lastIndex = at;
  const address = bareAddress.exec(source)?.[0].replace(/[.,;:!?)\]}']+$/, "") ?? "";
  return safeHref(unescape(address)) === undefined ? "" : address;
}

function parseEntity(inner: string): Inline {
  const bar = inner.indexOf("|");
  const target = unescape(bar < 0 ? inner : inner.slice(0, bar));
  const label = bar < 0 ? "" : unescape(inner.slice(bar + 1));
  if (target.startsWith("@")) return { kind: "mention", label: `@${label || target.slice(1)}`, isBroadcast: false };
  if (target.startsWith("#")) return { kind: "mention", label: `#${label || target.slice(1)}`, isBroadcast: false };
  if (target.startsWith("!date^")) return { kind: "text", text: label };
  if (target.startsWith("!")) return { kind: "mention", label: label || `@${target.slice(1).split("^")[0] ?? ""}`, isBroadcast: !target.startsWith("!subteam^") };
  const href = safeHref(target);
  return href === undefined ? { kind: "text", text: `<${unescape(inner)}>` } : { kind: "link", href, children: emojiText(label || withoutMailto(href)) };
}

function withoutMailto(href: string): string {
  return href.replace(/^mailto:/i, "");
}

const entities = new Map([
  ["&lt;", "<"],
  ["&gt;", ">"],
  ["&amp;", "&"],
]);

/** Slack's three entities and no others. */
export function unescape(text: string): string {
  return text.replace(/&(?:lt|gt|amp);/g, (entity) => entities.get(entity) ?? entity);
}
