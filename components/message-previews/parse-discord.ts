import type { Inline } from "@/components/block-kit/inline";
import { safeHref } from "@/components/block-kit/safe-href";

type Mark = { pattern: RegExp; make(inner: string): Inline };

const wrap = (kind: "bold" | "italic" | "strike" | "underline") => (inner: string): Inline => ({ kind, children: parseDiscord(inner) });

/** In the order Discord looks for them; a backslash makes any of them plain. */
const marks: Mark[] = [
  { pattern: /^```(?:[\w+-]*\n)?([\s\S]+?)```/, make: (inner) => ({ kind: "code", text: inner }) },
  { pattern: /^`([^`]+)`/, make: (inner) => ({ kind: "code", text: inner }) },
  { pattern: /^\*\*((?:[^*\\]|\\.|\*(?!\*))+)\*\*/s, make: wrap("bold") },
  { pattern: /^__((?:[^_\\]|\\.|_(?!_))+)__/s, make: wrap("underline") },
  { pattern: /^~~((?:[^~\\]|\\.)+)~~/s, make: wrap("strike") },
  { pattern: /^_((?:[^_\\]|\\.)+)_(?!\w)/s, make: wrap("italic") },
  { pattern: /^\*((?:[^*\\]|\\.)+)\*/s, make: wrap("italic") },
];

/** The Markdown that a message may hold, as plain data. Zero-width marks that keep a mention from pinging are not shown. */
export function parseDiscord(source: string): Inline[] {
  const items: Inline[] = [];
  let plain = "";
  let at = 0;
  const flush = () => {
    if (plain !== "") items.push({ kind: "text", text: plain });
    plain = "";
  };
  while (at < source.length) {
    const rest = source.slice(at);
    const escaped = /^\\([^0-9A-Za-z\s])/u.exec(rest);
    const link = /^\[((?:[^\]\\]|\\.)*)\]\(([^\s()]+)\)/.exec(rest);
    const mark = marks.map(({ pattern, make }) => ({ found: pattern.exec(rest), make })).find(({ found }) => found !== null);
    if (escaped) {
      plain += escaped[1] ?? "";
      at += escaped[0].length;
    } else if (link && safeHref(link[2] ?? "") !== undefined) {
      flush();
      items.push({ kind: "link", href: link[2] ?? "", children: parseDiscord(link[1] ?? "") });
      at += link[0].length;
    } else if (mark?.found) {
      flush();
      items.push(mark.make(mark.found[1] ?? ""));
      at += mark.found[0].length;
    } else {
      plain += rest.startsWith("\u200b") ? "" : rest.charAt(0);
      at += 1;
    }
  }
  flush();
  return items;
}
