import type { Inline } from "@/components/block-kit/inline";

type Open = { tag: string; href: string; children: Inline[] };

/** Telegram's HTML as plain data; a tag it does not know is left out, its text stays. */
export function parseTelegram(html: string): Inline[] {
  const stack: Open[] = [{ tag: "", href: "", children: [] }];
  const top = (): Open => stack[stack.length - 1] ?? { tag: "", href: "", children: [] };
  for (const [token, slash, tag = "", attributes = ""] of html.matchAll(/<(\/?)([a-z-]+)([^<>]*)>|&(?:lt|gt|amp|quot|#\d{1,7});|[^<&]+|[<&]/giu)) {
    if (tag === "") add(top().children, decode(token));
    else if (slash === "/") close(stack, tag.toLowerCase());
    else stack.push({ tag: tag.toLowerCase(), href: decode(/href="([^"]*)"/.exec(attributes)?.[1] ?? ""), children: [] });
  }
  while (stack.length > 1) close(stack, top().tag);
  return top().children;
}

function close(stack: Open[], tag: string): void {
  if (stack.length < 2 || stack[stack.length - 1]?.tag !== tag) return;
  const closed = stack.pop();
  const parent = stack[stack.length - 1];
  if (closed && parent) parent.children.push(...inlineOf(closed));
}

function inlineOf({ tag, href, children }: Open): Inline[] {
  if (tag === "b" || tag === "strong") return [{ kind: "bold", children }];
  if (tag === "i" || tag === "em" || tag === "blockquote") return [{ kind: "italic", children }];
  if (tag === "u" || tag === "ins") return [{ kind: "underline", children }];
  if (tag === "s" || tag === "strike" || tag === "del") return [{ kind: "strike", children }];
  if (tag === "a") return [{ kind: "link", href, children }];
  if (tag === "code" || tag === "pre") return [{ kind: "code", text: textOf(children) }];
  return children;
}

function textOf(items: Inline[]): string {
  return items.map((item) => (item.kind === "text" || item.kind === "code" ? item.text : "children" in item ? textOf(item.children) : "")).join("");
}

function add(children: Inline[], text: string): void {
  const last = children[children.length - 1];
  if (last?.kind === "text") last.text += text;
  else children.push({ kind: "text", text });
}

const entities: Record<string, string> = { "&lt;": "<", "&gt;": ">", "&amp;": "&", "&quot;": '"' };

function decode(text: string): string {
  return text.replace(/&(?:lt|gt|amp|quot|#(\d{1,7}));/g, (entity, code: string | undefined) => (code === undefined ? (entities[entity] ?? entity) : Number(code) <= 0x10ffff ? String.fromCodePoint(Number(code)) : ""));
}
