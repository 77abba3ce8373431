import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { escapeSlack } from "./escape";
import { jsonTemplateOf, jsonTemplateRefs, parseJsonTemplate, renderJson, type JsonPlace } from "./template-json";
import { anyJson, sampleContext } from "./testing/sample-context";

const context = sampleContext({ id: 7, amount: 49.5, tags: ["a", "b"], user: { name: 'Ada "A"' }, flag: false }, { classify: { urgency: "high" } });
const render = (source: string) => renderJson(jsonTemplateOf(source), context, { now: Date.parse("2026-11-23T12:00:00Z") });

describe("rendering", () => {
  test("a text that is exactly one ref becomes the typed value, any other is prose", () => {
    expect(render('{ "id": "$event.payload.id", "tags": "$event.tags", "line": "#$event.payload.id for $event.user.name", "flag": "$event.flag" }'))
      .toEqual({ id: 7, tags: ["a", "b"], line: '#7 for Ada "A"', flag: false });
  });

  test("takes unquoted keys, bare refs and now()", () => {
    expect(render("{ id: $event.payload.id, at: now(), $ref-1: [1, -2.5e3, true, null, $classify.urgency], nested: { größe: $event.amount } }")).toEqual({
      id: 7, at: "2026-11-23T12:00:00.000Z", "$ref-1": [1, -2500, true, null, "high"], nested: { größe: 49.5 },
    });
  });

  test("what is missing is null as a value and empty in prose", () => {
    expect(render('{ a: "$event.nope", b: $event.nope.deeper, c: "<$event.nope>", d: "{{ $event.nope | default: 1 }}" }')).toEqual({ a: null, b: null, c: "<>", d: "1" });
  });

  test("a document may be any value", () => {
    expect(render('"$event.tags"')).toEqual(["a", "b"]);
    expect(render(" [ ] ")).toEqual([]);
    expect(render("{}")).toEqual({});
  });

  test("a key called __proto__ is data", () => {
    expect(JSON.stringify(render('{ "__proto__": $event.payload.id }'))).toBe('{"__proto__":7}');
  });

  test("any JSON document renders to itself", () => {
    const plain = fc.jsonValue().filter((value) => !/[$]|\{\{/.test(JSON.stringify(value)));
    fc.assert(fc.property(plain, fc.constantFrom(undefined, 2), (value, indentation) => {
      expect(render(JSON.stringify(value, null, indentation))).toEqual(JSON.parse(JSON.stringify(value)));
    }));
  });

  test("never throws, whatever the data, and answers with JSON", () => {
    const template = jsonTemplateOf('{ a: $event.x, b: "x $event.x", c: ["$event.x.y[0]", "{{ $event.x | upper | money: $event.y }}"] }');
    fc.assert(fc.property(anyJson, anyJson, (x, y) => {
      const rendered = renderJson(template, sampleContext({ x, y }));
      expect(JSON.parse(JSON.stringify(rendered))).toEqual(JSON.parse(JSON.stringify(rendered)));
    }));
  });

  test("tells the hooks where a value lands", () => {
    const places: [string, JsonPlace][] = [];
    const rendered = renderJson(
      jsonTemplateOf('[{ type: "section", text: { type: "mrkdwn", text: "*$event.user.name*" }, fields: [{ type: "plain_text", text: "$event.user.name" }], url: $event.id }]'),
      sampleContext({ user: { name: "<!here>" } }),
      {
        escape: (value, position, place) => { places.push([position, place]); return place.type === "mrkdwn" ? escapeSlack(value, position) : value; },
        typed: (value, place) => { places.push(["typed", place]); return value; },
      },
    );
    expect(rendered).toMatchObject([{ text: { text: "*&lt;!here&gt;*" }, fields: [{ text: "<!here>" }] }]);
    expect(places).toEqual([
      ["text", { key: "text", type: "mrkdwn" }], ["typed", { key: "text", type: "plain_text" }], ["typed", { key: "url", type: "section" }],
    ]);
  });

  test("a type that comes from the event is not taken for the author's", () => {
    const seen: JsonPlace[] = [];
    renderJson(jsonTemplateOf('{ type: "$event.flag", text: "x $event.flag" }'), context, { escape: (value, _position, place) => { seen.push(place); return value; } });
    expect(seen).toEqual([{ key: "text", type: null }]);
  });
});

describe("problems", () => {
  test.each([
    ["{ a: }", 1, 6], ["{\n  a: 1\n  b: 2\n}", 3, 3], ['{ "a": "$event[\'x" }', 1, 15], ["{ a: $evt.id }", 1, 6], ["{ a: $event..x }", 1, 13], ["[1, 2", 1, 6], ['{ "a', 1, 3],
    ["{ a: 1, a: 2 }", 1, 9], ["[1,]", 1, 4], ["{} x", 1, 4], ['["\\x"]', 1, 3], ["[01]", 1, 2], ["nope", 1, 1], ["", 1, 1], ['["a\n"]', 1, 4], ["[1e999]", 1, 2],
    ['{ a: "\\n\\u0041 {{ $nope }}" }', 1, 19], ["{ a 1 }", 1, 5], ["{ 1: 2 }", 1, 3],
  ])("%j is refused at line %i, column %i", (source, line, column) => {
    expect(parseJsonTemplate(source)).toMatchObject({ ok: false, problems: [{ line, column }] });
  });

  test("wrong refs in several texts are all reported", () => {
    expect(parseJsonTemplate('{ a: "{{ $a }}", b: "{{ $b }}" }')).toMatchObject({ ok: false, problems: [{ column: 10 }, { column: 25 }] });
  });

  test("a document nested without end is refused rather than overflowing the stack", () => {
    expect(parseJsonTemplate("[".repeat(100_000))).toMatchObject({ ok: false, problems: [{ column: 65 }] });
  });

  test("the parser never throws", () => {
    const anySource = fc.array(fc.oneof(fc.string(), fc.constantFrom("{", "}", "[", "]", ":", ",", '"', "a", "1", "$event", ".x", "now()", "{{", "}}", "\\", "\n"))).map((parts) => parts.join(""));
    fc.assert(fc.property(anySource, (source) => {
      const parsed = parseJsonTemplate(source);
      if (!parsed.ok) for (const { line, column } of parsed.problems) expect(line * column).toBeGreaterThan(0);
    }), { numRuns: 500 });
  });

  test("a stored template that does not parse is the user's to fix", () => {
    expect(() => jsonTemplateOf("{")).toThrow(/line 1, column 2: expected a key/);
  });
});

test("lists every ref with its place", () => {
  expect(jsonTemplateRefs(jsonTemplateOf('{ a: $event.x,\n b: ["$classify.y", "z $event.w"] }'))).toMatchObject([
    { text: "$event.x", line: 1, column: 6 }, { text: "$classify.y", line: 2, column: 7 }, { text: "$event.w", line: 2 },
  ]);
});
