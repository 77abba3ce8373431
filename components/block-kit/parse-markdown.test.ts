import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseMarkdown } from "./parse-markdown";
import { parseMarkdownInline } from "./parse-markdown-inline";

const text = (value: string) => ({ kind: "text" as const, text: value });

describe("a markdown block", () => {
  test("reads headings, lists with their depth, quotes, code, rules and tables", () => {
    const source = ["# Title", "one", "two", "", "- a", "  - [x] b", "1. c", "> said", "```js", "x < 1", "```", "---", "| a | b |", "|---|:-:|", "| 1 | 2 |"].join("\n");
    expect(parseMarkdown(source)).toEqual([
      { kind: "heading", level: 1, children: [text("Title")] },
      { kind: "paragraph", children: [text("one"), text("\n"), text("two")] },
      {
        kind: "list",
        items: [
          { depth: 0, marker: null, isChecked: null, children: [text("a")] },
          { depth: 1, marker: null, isChecked: true, children: [text("b")] },
          { depth: 0, marker: "1", isChecked: null, children: [text("c")] },
        ],
      },
      { kind: "quote", children: [text("said")] },
      { kind: "code", text: "x < 1" },
      { kind: "rule" },
      { kind: "table", rows: [[[text("a")], [text("b")]], [[text("1")], [text("2")]]] },
    ]);
  });

  test("reads styles inside each other, links and code", () => {
    expect(parseMarkdownInline("**bold _both_** ~~gone~~ `a*b*` [here](https://e.com/?a=1)")).toEqual([
      { kind: "bold", children: [text("bold "), { kind: "italic", children: [text("both")] }] },
      text(" "),
      { kind: "strike", children: [text("gone")] },
      text(" "),
      { kind: "code", text: "a*b*" },
      text(" "),
      { kind: "link", href: "https://e.com/?a=1", children: [text("here")] },
    ]);
  });

  test("takes what a backslash precedes as it is, which is how values are made inert", () => {
    expect(parseMarkdownInline("\\*\\*x\\*\\* \\[a\\]\\(https\\://e\\.com\\) &lt;\\!channel&gt;")).toEqual([text("**x** [a](https://e.com) <!channel>")]);
  });

  test.each(["javascript:alert(1)", "data:text/html,x"])("follows no link to %s", (target) => {
    expect(parseMarkdownInline(`[press](${target})`).every(({ kind }) => kind === "text")).toBe(true);
  });

  test("reads anything", () => {
    const marks = fc.array(fc.constantFrom("*", "_", "~", "`", "[", "](", ")", "|", "-", "#", "> ", "\n", "\\", "a", " ", "1. "), { maxLength: 80 });
    fc.assert(fc.property(marks, (parts) => Array.isArray(parseMarkdown(parts.join("")))));
  });
});
