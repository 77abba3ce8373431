import { emojiAt } from "./emoji";
import { emojiText } from "./emoji-text";
import type { Inline } from "./inline";
import { parseMrkdwn, unescape } from "./parse-mrkdwn";
import { safeHref } from "./safe-href";

/** One line's CommonMark as a markdown block shows it; Slack's own `<…>` entities are read in it too. */
export function parseMarkdownInline(source: string): Inline[] {
  const found: Inline[] = [];
  let plain = "";
  let at = 0;
  while (at < source.length) {
    const escaped = matchAt(/\\([\\`*_{}[\]()#+\-.!~|:@<>&"'/])/y, source, at)?.[1];
    const item = escaped === undefined ? itemAt(source, at) : undefined;
    if (item) {
      if (plain !== "") found.push({ kind: "text", text: unescape(plain) });
      plain = "";
      found.push(...item.inlines);
      at = item.end;
    } else {
      plain += escaped ?? source.charAt(at);
      at += escaped === undefined ? 1 : 2;
    }
  }
  if (plain !== "") found.push({ kind: "text", text: unescape(plain) });
  return found;
}

type Item = { inlines: Inline[]; end: number };

const styled: { pattern: RegExp; wrap: (children: Inline[]) => Inline; isWordBound?: boolean }[] = [
  { pattern: /\*\*\*((?:\\.|[^*\n\\])+)\*\*\*/y, wrap: (children) => ({ kind: "bold", children: [{ kind: "italic", children }] }) },
  { pattern: /\*\*((?:\\.|[^*\n\\]|\*(?!\*))+)\*\*/y, wrap: (children) => ({ kind: "bold", children }) },
  { pattern: /__((?:\\.|[^_\n\\]|_(?!_))+)__/y, wrap: (children) => ({ kind: "bold", children }), isWordBound: true },
  { pattern: /~~((?:\\.|[^~\n\\])+)~~/y, wrap: (children) => ({ kind: "strike", children }) },
  { pattern: /\*(?!\s)((?:\\.|[^*\n\\])+)(?<!\s)\*/y, wrap: (children) => ({ kind: "italic", children }) },
  { pattern: /_(?!\s)((?:\\.|[^_\n\\])+)(?<!\s)_/y, wrap: (children) => ({ kind: "italic", children }), isWordBound: true },
];

function itemAt(source: string, at: number): Item | undefined {
  switch (source[at]) {
    case "`":
      return whole(matchAt(/(`+)([^`\n]+)\1(?!`)/y, source, at), at, (match) => [{ kind: "code", text: unescape(match[2] ?? "").trim() }]);
    case "<":
      return whole(matchAt(/<[^<>\n]+>/y, source, at), at, (match) => parseMrkdwn(match[0], { isVerbatim: true }).flatMap((part) => (part.kind === "text" ? part.children : [])));
    case "!":
    case "[":
      return whole(matchAt(/!?\[((?:\\.|[^[\]\n\\])*)\]\(((?:\\.|[^()\s\\])*)\)/y, source, at), at, (match) => link(match));
    case ":": {
      const emoji = emojiAt(source, at);
      return emoji && { inlines: [{ kind: "emoji", name: emoji.name, glyph: emoji.glyph }], end: emoji.end };
    }
    case "*":
    case "_":
    case "~":
      return styledAt(source, at);
    default:
      return undefined;
  }
}

function styledAt(source: string, at: number): Item | undefined {
  for (const { pattern, wrap, isWordBound } of styled) {
    const match = matchAt(pattern, source, at);
    if (!match) continue;
    const end = at + match[0].length;
    const isInWord = isWordBound === true && (isWord(source[at - 1]) || isWord(source[end]));
    if (!isInWord) return { inlines: [wrap(parseMarkdownInline(match[1] ?? ""))], end };
  }
  return undefined;
}

/** Slack shows an image of a markdown block as its link. */
function link([whole, label = "", target = ""]: RegExpExecArray): Inline[] {
  const href = safeHref(unescape(target.replace(/\\(.)/g, "$1")));
  if (href === undefined) return [{ kind: "text", text: unescape(whole) }];
  return [{ kind: "link", href, children: label === "" ? emojiText(href) : parseMarkdownInline(label) }];
}

function whole(match: RegExpExecArray | null, at: number, make: (match: RegExpExecArray) => Inline[]): Item | undefined {
  return match ? { inlines: make(match), end: at + match[0].length } : undefined;
}

function matchAt(pattern: RegExp, source: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(source);
}

function isWord(character: string | undefined): boolean {
  return character !== undefined && /[\p{L}\p{N}]/u.test(character);
}
