import { describe, expect, test } from "vitest";
import type { RefSuggestion } from "@/components/refs/ref-suggestion";
import { parseJsonTemplate } from "@/lib/pipeline/template-json";
import { completeTemplate } from "./complete-template";
import { describeRef } from "./describe-ref";
import { diagnoseTemplate, type TemplateMode } from "./diagnose-template";
import { findRefs, refAt } from "./find-refs";
import { locateJsonPath } from "./locate-json-path";

const suggestions: RefSuggestion[] = [
  { ref: "$event.customer", type: "object" },
  { ref: "$event.customer.tier", type: "string", sample: "pro", description: "the plan" },
  { ref: '$event["odd key"]', type: "number", sample: 7 },
  { ref: "$classify.urgency", type: "string" },
];

/** `¦` is the cursor. */
function complete(text: string, mode: TemplateMode = "prose", isExplicit = false) {
  const position = text.indexOf("¦");
  const source = text.replace("¦", "");
  const completion = completeTemplate({ source, position, mode, isExplicit }, suggestions);
  return completion && { typed: source.slice(completion.from, position), labels: completion.options.map(({ label }) => label), options: completion.options };
}

describe("completion", () => {
  test.each(["$¦", "Hi $ev¦", "Hi $event.¦", "Hi $event.customer.ti¦", "*$event[\"odd¦", "a {{ $event.¦", "{{ $event.a | default: $¦"])("offers refs while one is typed: %s", (text) => {
    expect(complete(text)).toMatchObject({ typed: text.slice(text.lastIndexOf("$"), -1), labels: suggestions.map(({ ref }) => ref) });
  });

  test("says a ref's type, its value and what it is", () => {
    expect(complete("$¦")?.options[1]).toEqual({ label: "$event.customer.tier", insert: "$event.customer.tier", kind: "ref", detail: "string", sample: '"pro"', description: "the plan" });
  });

  test("offers filters behind a bar, with their arguments", () => {
    expect(complete("{{ $event.a | tr¦")).toMatchObject({ typed: "tr" });
    const options = complete("{{ $event.a | upper | ¦")?.options ?? [];
    expect(options.find(({ label }) => label === "truncate")).toMatchObject({ insert: "truncate: ", detail: ": length, ellipsis?" });
    expect(options.find(({ label }) => label === "upper")).toMatchObject({ insert: "upper", detail: "" });
    expect(options.find(({ label }) => label === "date")).toMatchObject({ insert: "date" });
  });

  test("offers refs and now() behind opening braces", () => {
    expect(complete("{{ ¦")?.labels).toEqual([...suggestions.map(({ ref }) => ref), "now()"]);
  });

  test.each(["Hello¦", "a | b¦", "price: 5.¦", "{{ $event.a }} | ¦", "{{ $event.a\n| ¦"])("offers nothing in plain text: %s", (text) => {
    expect(complete(text)).toBeNull();
  });

  test("offers refs anywhere when asked to, but not inside of a word", () => {
    expect(complete("Hello ¦", "prose", true)?.labels).toHaveLength(4);
    expect(complete("Hello¦", "prose", true)).toBeNull();
  });

  test("a quoted key goes into a JSON text so that the document still parses", () => {
    const inText = complete('{ "a": "$¦" }', "json")?.options[2]?.insert;
    expect(inText).toBe("$event['odd key']");
    expect(parseJsonTemplate(`{ "a": "${inText}" }`).ok).toBe(true);
    expect(complete('{ "a": $¦ }', "json")?.options[2]?.insert).toBe('$event["odd key"]');
  });
});

describe("diagnostics", () => {
  const diagnose = (source: string, mode: TemplateMode = "prose") => diagnoseTemplate(source, mode, suggestions).map(({ from, to, severity, message }) => ({ text: source.slice(from, to), severity, message }));

  test("a ref to nothing is underlined with the reason", () => {
    expect(diagnose("Hi $event.nmae and $event.customer.tier")).toEqual([{ text: "$event.nmae", severity: "warning", message: "$event.nmae resolves to nothing: no recent event has this field" }]);
    expect(diagnose('[{ text: "$enrich.person" }]', "json")[0]?.message).toContain("no earlier step writes $enrich.person");
  });

  test("a text that does not parse says where", () => {
    expect(diagnose("one\n{{ $event.customer.tier | shout }}")).toEqual([{ text: "shout", severity: "error", message: expect.stringMatching(/^line 2, column 27: unknown filter shout/) }]);
    expect(diagnose('{ "a": 1', "json")).toEqual([{ text: "1", severity: "error", message: "line 1, column 9: expected , or }" }]);
    expect(diagnose('[{ "a" 1 }]', "json")[0]).toMatchObject({ text: "1", message: "line 1, column 8: expected :" });
  });

  test("an empty text has nothing wrong with it yet", () => {
    expect(diagnose("  ", "json")).toEqual([]);
  });

  test("a caller's problem is underlined where its path leads", () => {
    const source = '{ "blocks": [{ "type": "header", "text": { "type": "plain_text", "text": "" } }] }';
    const [found] = diagnoseTemplate(source, "json", suggestions, [{ path: "[0].text.text", message: "must not be empty" }]);
    expect(found && source.slice(found.from, found.to)).toBe('""');
    expect(found?.message).toBe("[0].text.text must not be empty");
  });
});

describe("a path into a JSON template", () => {
  const source = '[ { type: "a" }, { "type": "b", text: { text: "x, ] }", ref: $event.list[0].a, "odd key": [1, 2] } } ]';
  const at = (path: string) => {
    const range = locateJsonPath(source, path);
    return range && source.slice(range.from, range.to);
  };

  test.each([
    ["[0].type", '"a"'], ["[1].text.text", '"x, ] }"'], ["[1].text.ref", "$event.list[0].a"], ['[1].text["odd key"][1]', "2"], ["[0]", '{ type: "a" }'],
    ["[0].missing", '{ type: "a" }'], ["[5]", source],
  ])("%s is %s", (path, text) => expect(at(path)).toBe(text));

  test.each(["", "{", "[", '{ "a', "[1,", "{a:}", "{a b}", '{"a":"'])("never fails on what does not parse: %s", (broken) => {
    for (const path of ["[0].a", "a.b", "[3]"]) expect(() => locateJsonPath(broken, path)).not.toThrow();
  });
});

test("refs are found with their ranges, in text that does not parse too", () => {
  expect(findRefs('{{ $event.a | $5 "$event[\'b c\'][0]" $nothing.x $classify.urgency.')).toEqual([
    { from: 3, to: 11, text: "$event.a" },
    { from: 18, to: 34, text: "$event['b c'][0]" },
    { from: 47, to: 64, text: "$classify.urgency" },
  ]);
  expect(refAt("see $event.a now", 6)?.text).toBe("$event.a");
  expect(refAt("see $event.a now", 14)).toBeUndefined();
});

describe("pointing at a ref", () => {
  test("shows its type and value, however it is written", () => {
    expect(describeRef("$event.payload.customer.tier", suggestions)).toEqual({ title: "$event.customer.tier · string", value: '"pro"', note: "the plan" });
    expect(describeRef("$event['odd key']", suggestions)).toMatchObject({ value: "7" });
    expect(describeRef("$classify.urgency", suggestions)).toMatchObject({ value: null, note: "No value on the sample event." });
  });

  test("shows nothing where nothing is known", () => {
    expect(describeRef("$event.nothing", suggestions)).toBeNull();
  });
});
