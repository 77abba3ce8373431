/** The tags that Telegram reads: core.telegram.org/bots/api, HTML style. Any other makes it refuse the whole message. */
const tags: Readonly<Record<string, RegExp>> = {
  b: /^$/, strong: /^$/, i: /^$/, em: /^$/, u: /^$/, ins: /^$/, s: /^$/, strike: /^$/, del: /^$/, "tg-spoiler": /^$/,
  pre: /^$/, blockquote: /^(?: expandable)?$/, span: /^ class="tg-spoiler"$/, code: /^(?: class="language-[\w+#-]+")?$/, a: /^ href="[^"<>]*"$/, "tg-emoji": /^ emoji-id="\d+"$/,
};

type Token = { kind: "open" | "close"; name: string; source: string } | { kind: "text"; source: string; length: number } | { kind: "bad"; source: string };

const pattern = /<(\/?)([a-z][a-z-]*)((?:\s[^<>]*)?)>|&(?:lt|gt|amp|quot|#\d{1,7}|#x[0-9a-f]{1,6});|[^<&]|[<&]/giu;

function tokensOf(html: string): Token[] {
  return [...html.matchAll(pattern)].map(([source, slash, tag, attributes = ""]): Token => {
    if (tag !== undefined) {
      const name = tag.toLowerCase();
      if (slash === "/") return attributes.trim() === "" && Object.hasOwn(tags, name) ? { kind: "close", name, source } : { kind: "bad", source };
      return Object.hasOwn(tags, name) && tags[name]?.test(attributes) ? { kind: "open", name, source } : { kind: "bad", source };
    }
    if (source === "<" || source === "&") return { kind: "bad", source };
    return { kind: "text", source, length: source.startsWith("&") ? 1 : source.length };
  });
}

/** What Telegram would refuse in it, in words; null where it reads it. */
export function htmlProblem(html: string): string | null {
  const open: string[] = [];
  for (const token of tokensOf(html)) {
    if (token.kind === "bad") return token.source === "<" || token.source === "&" ? `expected ${token.source === "<" ? "&lt;" : "&amp;"} for a bare ${token.source}` : `expected a tag that Telegram knows, such as <b>, <i>, <code> or <a href="…">, got ${token.source.slice(0, 60)}`;
    if (token.kind === "open") open.push(token.name);
    if (token.kind === "close" && open.pop() !== token.name) return `expected the tags to be closed in order, got ${token.source}`;
  }
  return open.length > 0 ? `expected </${open.at(-1)}> at the end` : null;
}

/** How much of the limit it takes. */
export function shownLength(html: string): number {
  return tokensOf(html).reduce((sum, token) => sum + (token.kind === "text" ? token.length : 0), 0);
}

/** The HTML with its end replaced by … so that `max` characters are shown; tags and entities stay whole, what is open is closed. */
export function cutHtml(html: string, max: number): string {
  if (shownLength(html) <= max) return html;
  const open: string[] = [];
  let kept = "";
  let length = 0;
  for (const token of tokensOf(html)) {
    if (token.kind === "text" && (length += token.length) > max - 1) break;
    if (token.kind === "open") open.push(token.name);
    if (token.kind === "close") open.pop();
    kept += token.source;
  }
  return `${kept.trimEnd()}…${open.toReversed().map((name) => `</${name}>`).join("")}`;
}
