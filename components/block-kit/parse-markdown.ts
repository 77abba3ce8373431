import type { Inline } from "./inline";
import { parseMarkdownInline } from "./parse-markdown-inline";
import { unescape } from "./parse-mrkdwn";

export type MarkdownItem = { depth: number; marker: string | null; isChecked: boolean | null; children: Inline[] };

export type MarkdownBlock =
  | { kind: "heading"; level: number; children: Inline[] }
  | { kind: "paragraph"; children: Inline[] }
  | { kind: "quote"; children: Inline[] }
  /** `marker` is an ordered item's number, null for a bullet. */
  | { kind: "list"; items: MarkdownItem[] }
  | { kind: "code"; text: string }
  | { kind: "table"; rows: Inline[][][] }
  | { kind: "rule" };

const patterns = {
  fence: /^\s{0,3}(`{3,}|~{3,})/,
  heading: /^\s{0,3}(#{1,6})\s+(.*?)\s*#*\s*$/,
  rule: /^\s{0,3}(?:-\s*){3,}$|^\s{0,3}(?:\*\s*){3,}$|^\s{0,3}(?:_\s*){3,}$/,
  quote: /^\s{0,3}> ?/,
  item: /^(\s*)(?:[-*+]|(\d{1,9})[.)])\s+(?:\[([ xX])\]\s+)?(.*)$/,
  tableRule: /^\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*$/,
};

/** The CommonMark that a markdown block takes, in the blocks that Slack makes of it. */
export function parseMarkdown(source: string): MarkdownBlock[] {
  const lines = source.split("\n");
  const blocks: MarkdownBlock[] = [];
  let at = 0;
  while (at < lines.length) {
    const read = readBlock(lines, at);
    if (read.block) blocks.push(read.block);
    at = read.end;
  }
  return blocks;
}

type Read = { block: MarkdownBlock | null; end: number };

function readBlock(lines: string[], at: number): Read {
  const line = lines[at] ?? "";
  if (line.trim() === "") return { block: null, end: at + 1 };
  const fence = patterns.fence.exec(line)?.[1];
  if (fence !== undefined) return readCode(lines, at, fence);
  const heading = patterns.heading.exec(line);
  if (heading) return { block: { kind: "heading", level: heading[1]?.length ?? 1, children: parseMarkdownInline(heading[2] ?? "") }, end: at + 1 };
  if (patterns.rule.test(line)) return { block: { kind: "rule" }, end: at + 1 };
  if (patterns.quote.test(line)) return readQuote(lines, at);
  if (patterns.item.test(line)) return readList(lines, at);
  if (line.includes("|") && patterns.tableRule.test(lines[at + 1] ?? "") && (lines[at + 1] ?? "").includes("-")) return readTable(lines, at);
  return readParagraph(lines, at);
}

function readCode(lines: string[], at: number, fence: string): Read {
  const close = lines.findIndex((line, index) => index > at && line.trim().startsWith(fence));
  const end = close < 0 ? lines.length : close;
  return { block: { kind: "code", text: unescape(lines.slice(at + 1, end).join("\n")) }, end: end + 1 };
}

function readQuote(lines: string[], at: number): Read {
  const end = endOf(lines, at, (line) => patterns.quote.test(line));
  return { block: { kind: "quote", children: joinLines(lines.slice(at, end).map((line) => line.replace(patterns.quote, ""))) }, end };
}

function readList(lines: string[], at: number): Read {
  const end = endOf(lines, at, (line) => patterns.item.test(line));
  const indents = new Set<number>();
  const items = lines.slice(at, end).map((line): MarkdownItem => {
    const [, indent = "", marker = null, check, text = ""] = patterns.item.exec(line) ?? [];
    const width = indent.replaceAll("\t", "    ").length;
    indents.add(width);
    const depth = [...indents].filter((known) => known < width).length;
    return { depth: Math.min(depth, 8), marker, isChecked: check === undefined ? null : check !== " ", children: parseMarkdownInline(text) };
  });
  return { block: { kind: "list", items }, end };
}

function readTable(lines: string[], at: number): Read {
  const end = endOf(lines, at, (line) => line.includes("|"));
  const rows = [lines[at] ?? "", ...lines.slice(at + 2, end)].map((line) => splitCells(line).map(parseMarkdownInline));
  return { block: { kind: "table", rows }, end };
}

function splitCells(line: string): string[] {
  return line.trim().replace(/^\|/, "").replace(/(?<!\\)\|$/, "").split(/(?<!\\)\|/).map((cell) => cell.trim());
}

function readParagraph(lines: string[], at: number): Read {
  const end = endOf(lines, at + 1, (line) => line.trim() !== "" && ![patterns.fence, patterns.heading, patterns.rule, patterns.quote, patterns.item].some((pattern) => pattern.test(line)));
  return { block: { kind: "paragraph", children: joinLines(lines.slice(at, end)) }, end };
}

function endOf(lines: string[], from: number, belongs: (line: string) => boolean): number {
  const end = lines.findIndex((line, index) => index >= from && !belongs(line));
  return end < 0 ? lines.length : end;
}

/** Slack keeps the line breaks of a paragraph. */
function joinLines(lines: string[]): Inline[] {
  return lines.flatMap((line, index): Inline[] => [...(index === 0 ? [] : [{ kind: "text" as const, text: "\n" }]), ...parseMarkdownInline(line.trim())]);
}
