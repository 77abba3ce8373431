import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { UserError } from "@/lib/errors";
import { escapeNone, escapeSlack, type Position } from "./escape";
import { parseProse, proseOf, proseRefs, renderProse, type ProseOptions } from "./template-prose";
import { anyJson, sampleContext } from "./testing/sample-context";

const context = sampleContext({ ticket_id: "T-1", customer_tier: "pro", amount: 4900, tags: ["a", "b"], subject: "<!channel>", nothing: null, flag: false, body: "long ".repeat(20) });

function render(source: string, escape = escapeNone): string {
  return renderProse(proseOf(source), context, escape, { now: Date.parse("2026-11-23T10:05:00Z") });
}

describe("rendering", () => {
  test.each([
    ["New ticket $event.ticket_id from $event.customer_tier.", "New ticket T-1 from pro."],
    ["$event.ticket_id/$event.customer_tier-$event.flag", "T-1/pro-false"],
    ["costs $5, $$event.amount or $HOME", "costs $5, $4900 or $HOME"],
    ["{{ $event.ticket_id }}s and {{$event.amount|number}}", "T-1s and 4,900"],
    ["missing: [$event.nope] [$event.nothing]", "missing: [] []"],
    ["$event.tags $event.tags[1]", '["a","b"] b'],
    ["{{ $event.nope | default: 'none' | upper }}", "NONE"],
    ["{{ $event.nope | default: $event.ticket_id }}", "T-1"],
    ['{{ "{{ $event.id }}" }}', "{{ $event.id }}"],
    ["{{ $event.body | truncate: 10 }}", "long long…"],
    ["{{ now() | date: 'HH:mm' }}", "10:05"],
    ["{{ $event.received_at | relative }}", "5 minutes ago"],
    ["_$event.ticket_id_ *$event.ticket_id*", "_T-1_ *T-1*"],
    ["} }} { $ {", "} }} { $ {"],
    ["", ""],
  ])("%j reads %j", (source, text) => {
    expect(render(source)).toBe(text);
  });

  test("escapes each value and not the template, unless raw", () => {
    expect(render("<b> $event.subject {{ $event.subject | lower }}", escapeSlack)).toBe("<b> &lt;!channel&gt; &lt;!channel&gt;");
    expect(render("{{ $event.subject | raw }}", escapeSlack)).toBe("<!channel>");
    expect(render("{{ $event.subject | truncate: 4 }}", escapeSlack)).toBe("&lt;!c…");
  });

  test("reads the event's own time as now when none is given", () => {
    expect(renderProse(proseOf("{{ now() }} {{ $event.received_at | relative }}"), context, escapeNone)).toBe("2026-11-23T10:00:00.000Z just now");
  });

  test("never throws, whatever the data", () => {
    const sources = [
      "$event.x $event.x.y[0] {{ $event.x | upper }} {{ $event.x | truncate: $event.y }} {{ $event.x | date: $event.y, $event.y }}",
      "{{ $event.x | relative }} {{ $event.x | number: $event.y }} {{ $event.x | money: $event.y }} {{ $event.x | json: $event.y }}",
      "{{ $event.x | join: $event.y }} {{ $event.x | first }} {{ $event.x | last }} {{ $event.x | size }} {{ $event.x | replace: $event.y, $event.x }}",
      "{{ $event.x | default: $event.y | capitalize | lower }} <$event.x|$event.y> [$event.x]($event.y) `$event.x`",
    ].map((source) => proseOf(source));
    fc.assert(fc.property(anyJson, anyJson, (x, y) => {
      for (const template of sources) expect(typeof renderProse(template, sampleContext({ x, y }), escapeSlack)).toBe("string");
    }));
  });

  test("chained replacements cannot blow a value up", () => {
    const doubling = Array.from({ length: 40 }, () => "replace: 'a', 'aa'").join(" | ");
    expect(renderProse(proseOf(`{{ $event.x | ${doubling} }}`), sampleContext({ x: "a" }), escapeNone).length).toBeLessThan(600_000);
  });
});

describe("positions", () => {
  test.each<[string, Position[], ProseOptions?]>([
    ["$event.a", ["text"]],
    ["<$event.a|$event.b>", ["url", "text"]],
    ["<https://x.io/$event.a?b=$event.b|c>", ["urlPart", "urlPart"]],
    ["latency <$event.a ms", ["text"]],
    ["1 < $event.a > 0", ["text"]],
    ["[see $event.a]($event.b) ($event.c)", ["text", "url", "text"]],
    ["[x](https://x.io/$event.a)", ["urlPart"]],
    ["<b>$event.a</b>", ["text"]],
    ['<a class="k" href="$event.a" title="$event.b">$event.c</a>', ["url", "text", "text"]],
    ['<a href="https://x.io/$event.a">', ["urlPart"]],
    ["<a href=$event.a>", ["urlPart"]],
    ['<img alt="a > b" src="$event.a">', ["url"]],
    ["`$event.a` $event.b", ["code", "text"]],
    ["```\n$event.a\n``` $event.b", ["code", "text"]],
    ["` $event.a", ["text"]],
    ["``$event.a` $event.b``", ["code", "code"]],
    ["$event.a/$event.b", ["url", "urlPart"], { as: "url" }],
    ["https://x.io/$event.a", ["urlPart"], { as: "url" }],
  ])("in %j values land in %j", (source, positions, options = {}) => {
    const parsed = parseProse(source, options);
    const seen: Position[] = [];
    if (parsed.ok) renderProse(parsed.template, context, (value, position = "text") => { seen.push(position); return value; });
    expect(seen).toEqual(positions);
  });
});

describe("problems", () => {
  test.each([
    ["{{ $event.id", 1, 13], ["a\nb {{ $evt.id }}", 2, 6], ["{{ }}", 1, 4], ["{{ $event.a | nope }}", 1, 15], ["{{ $event.a | truncate }}", 1, 15],
    ["{{ $event.a | upper: 1 }}", 1, 15], ["{{ $event.a | constructor }}", 1, 15], ["{{ $event.a b }}", 1, 13], ["x $event['odd", 1, 9], ["\n\n$event[0", 3, 7],
    ["{{ $event. }}", 1, 11], ["{{ 'open }}", 1, 4], ["{{ $event.a | }}", 1, 15], ["{{", 1, 3],
  ])("%j is refused at line %i, column %i", (source, line, column) => {
    expect(parseProse(source)).toMatchObject({ ok: false, problems: [{ line, column, message: expect.any(String) }] });
  });

  test("all of them are reported", () => {
    expect(parseProse("{{ $a }} {{ $b }}")).toMatchObject({ ok: false, problems: [{ column: 4 }, { column: 13 }] });
  });

  test("a stored template that does not parse is the user's to fix", () => {
    expect(() => proseOf("{{ $nope }}")).toThrow(UserError);
    expect(() => proseOf("{{ $nope }}")).toThrow(/line 1, column 4/);
  });

  const anySource = fc.array(fc.oneof(fc.string(), fc.constantFrom("$event", ".a", "[0]", '["k"]', "{{ ", " }}", "|", " upper", ": 1", "$", "'", '"', "\n", "`", "<", ">", "](", ")"))).map((parts) => parts.join(""));

  test("the parser never throws, and problems point into the source", () => {
    fc.assert(fc.property(anySource, (source) => {
      const parsed = parseProse(source);
      if (parsed.ok) return void expect(typeof renderProse(parsed.template, context, escapeNone)).toBe("string");
      const lines = source.split("\n");
      expect(parsed.problems.length).toBeGreaterThan(0);
      for (const { line, column } of parsed.problems) {
        expect(line).toBeLessThanOrEqual(lines.length);
        expect(column).toBeGreaterThan(0);
        expect(column).toBeLessThanOrEqual((lines[line - 1] ?? "").length + 1);
      }
    }), { numRuns: 500 });
  });

  test("every ref that is found stands where it says", () => {
    fc.assert(fc.property(anySource, (source) => {
      const parsed = parseProse(source);
      if (!parsed.ok) return;
      for (const { text, line, column } of proseRefs(parsed.template)) {
        const lineStart = source.split("\n").slice(0, line - 1).join("\n").length + (line > 1 ? 1 : 0);
        expect(source.slice(lineStart + column - 1)).toMatch(new RegExp(`^${text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}`));
      }
    }), { numRuns: 500 });
  });
});

test("lists the refs of values and of filters' arguments", () => {
  expect(proseRefs(proseOf("$event.a\n{{ $event.b | default: $classify.c }}"))).toMatchObject([
    { text: "$event.a", line: 1, column: 1 }, { text: "$event.b", line: 2, column: 4 }, { text: "$classify.c", line: 2, column: 24 },
  ]);
});
