import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Inline } from "./inline";
import { parseMrkdwn } from "./parse-mrkdwn";
import { safeHref } from "./safe-href";

const inline = (source: string): Inline[] => parseMrkdwn(source).flatMap((part) => (part.kind === "preformatted" ? [] : part.children));

describe("mrkdwn", () => {
  test("reads styles, code and links", () => {
    expect(inline("*bold* _it_ ~gone~ `a*b*`")).toEqual([
      { kind: "bold", children: [{ kind: "text", text: "bold" }] },
      { kind: "text", text: " " },
      { kind: "italic", children: [{ kind: "text", text: "it" }] },
      { kind: "text", text: " " },
      { kind: "strike", children: [{ kind: "text", text: "gone" }] },
      { kind: "text", text: " " },
      { kind: "code", text: "a*b*" },
    ]);
    expect(inline("<https://e.com/?a=1&amp;b=2|here>")).toEqual([{ kind: "link", href: "https://e.com/?a=1&b=2", children: [{ kind: "text", text: "here" }] }]);
  });
  test.each(["snake_case_name", "2 * 3 * 4", "a*b*c", "* spaced *"])("leaves %s alone", (source) => {
    expect(inline(source)).toEqual([{ kind: "text", text: source }]);
  });
  test("shows mentions, which is how a test sees that one got through", () => {
    expect(inline("<!channel> <@U1> <#C1|alerts> <!subteam^S1|@ops>").filter(({ kind }) => kind === "mention")).toEqual([
      { kind: "mention", label: "@channel", isBroadcast: true },
      { kind: "mention", label: "@U1", isBroadcast: false },
      { kind: "mention", label: "#alerts", isBroadcast: false },
      { kind: "mention", label: "@ops", isBroadcast: false },
    ]);
  });
  test("shows escaped marks as text", () => {
    expect(inline("&lt;!channel&gt; &amp;amp;")).toEqual([{ kind: "text", text: "<!channel> &amp;" }]);
  });
  test("shows the emoji it knows and leaves a time of day alone", () => {
    expect(inline(":rotating_light: at 10:30:45 :no_such_thing:")).toEqual([
      { kind: "emoji", name: "rotating_light", glyph: "🚨" },
      { kind: "text", text: " at 10:30:45 :no_such_thing:" },
    ]);
  });
  test("links a bare address, but not in a verbatim text", () => {
    const text = "see https://e.com/a?b=1&amp;c=2.";
    expect(inline(text)).toEqual([
      { kind: "text", text: "see " },
      { kind: "link", href: "https://e.com/a?b=1&c=2", children: [{ kind: "text", text: "https://e.com/a?b=1&c=2" }] },
      { kind: "text", text: "." },
    ]);
    expect(parseMrkdwn(text, { isVerbatim: true })).toEqual([{ kind: "text", children: [{ kind: "text", text: "see https://e.com/a?b=1&c=2." }] }]);
  });
  test("keeps fences as they are and an unclosed one as typed", () => {
    expect(parseMrkdwn("a\n```\n*x*\n```\nb")).toEqual([
      { kind: "text", children: [{ kind: "text", text: "a\n" }] },
      { kind: "preformatted", text: "*x*" },
      { kind: "text", children: [{ kind: "text", text: "b" }] },
    ]);
    expect(inline("```open")[0]).toEqual({ kind: "text", text: "```open" });
  });
  test("gathers quoted lines", () => {
    expect(parseMrkdwn("> one\n> two\nthree").map(({ kind }) => kind)).toEqual(["quote", "text"]);
  });
  test.each(["javascript:alert(1)", "data:text/html,x", "//e.com", "x"])("follows no link to %s", (address) => {
    expect(safeHref(address)).toBeUndefined();
    expect(inline(`<${address}|press>`).every(({ kind }) => kind === "text")).toBe(true);
  });
  test("reads anything", () => {
    const marks = fc.array(fc.constantFrom("*", "_", "~", "`", "<", ">", "|", " ", "a", "\n", "!", "&lt;"), { maxLength: 60 });
    fc.assert(fc.property(marks, (parts) => Array.isArray(parseMrkdwn(parts.join("")))));
  });
  test.each(["* ", "<", "<\n", "`\n", "_a", "*_~`<", ":a", "h", "https://"])("reads 150,000 times %j, which a reader of quadratic cost would not finish", (mark) => {
    expect(inline(`${mark.repeat(150_000)}>`).length).toBeGreaterThan(0);
  });
});
