export type Inline =
  | { kind: "text"; text: string }
  | { kind: "bold" | "italic" | "strike"; children: Inline[] }
  | { kind: "code"; text: string }
  | { kind: "link"; href: string; label: string }
  | { kind: "mention"; label: string };

export type Paragraph =
  | { kind: "text"; children: Inline[] }
  | { kind: "quote"; children: Inline[] }
  | { kind: "preformatted"; text: string };

/** Slack's mrkdwn as a tree of plain data: nothing in it is markup any more, and every link is safe to follow. */
export function parseMrkdwn(source: string): Paragraph[] {
  return source.split("```").flatMap((part, index, parts): Paragraph[] => {
    const isFenced = index % 2 === 1 && index < parts.length - 1;
    if (isFenced) return [{ kind: "preformatted", text: unescape(part.replace(/^\n/, "").replace(/\n$/, "")) }];
    // A fence that never closes is shown as it was typed.
    const isUnclosed = index % 2 === 1;
    return parseLines(isUnclosed ? `\`\`\`${part}` : part);
  });
}

/** Links by people's and machines' hands alike: only these schemes are followed. */
export function safeHref(address: string): string | undefined {
  if (!URL.canParse(address)) return undefined;
  return ["http:", "https:", "mailto:"].includes(new URL(address).protocol) ? address : undefined;
}

function parseLines(source: string): Paragraph[] {
  const paragraphs: Paragraph[] = [];
  let lines: string[] = [];
  let isQuote = false;
  const flush = () => {
    const text = lines.join("\n");
    if (text.trim() !== "") paragraphs.push({ kind: isQuote ? "quote" : "text", children: parseInline(text) });
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

function parseInline(source: string): Inline[] {
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
    if (inner !== "" && character === "<") push(parseEntity(inner), end);
    else if (inner !== "" && character === "`") push({ kind: "code", text: unescape(inner) }, end);
    else if (inner !== "" && style && isStyled(source, at, end - 1)) push({ kind: style, children: parseInline(inner) }, end);
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
  const isWord = (index: number) => /[\p{L}\p{N}]/u.test(source.charAt(index));
  const isSpace = (index: number) => /\s/.test(source.charAt(index));
  return !isWord(open - 1) && !isSpace(open + 1) && !isSpace(close - 1) && !isWord(close + 1);
}

function parseEntity(inner: string): Inline {
  const bar = inner.indexOf("|");
  const target = unescape(bar < 0 ? inner : inner.slice(0, bar));
  const label = bar < 0 ? "" : unescape(inner.slice(bar + 1));
  if (target.startsWith("@")) return { kind: "mention", label: `@${label || target.slice(1)}` };
  if (target.startsWith("#")) return { kind: "mention", label: `#${label || target.slice(1)}` };
  if (target.startsWith("!date^")) return { kind: "text", text: label };
  if (target.startsWith("!")) return { kind: "mention", label: label || `@${target.slice(1).split("^")[0] ?? ""}` };
  const href = safeHref(target);
  return href === undefined ? { kind: "text", text: `<${inner}>` } : { kind: "link", href, label: label || href };
}

const entities = new Map([
  ["&lt;", "<"],
  ["&gt;", ">"],
  ["&amp;", "&"],
]);

function unescape(text: string): string {
  return text.replace(/&(?:lt|gt|amp);/g, (entity) => entities.get(entity) ?? entity);
}
