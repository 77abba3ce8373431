import { z } from "zod";
import { describe, expect, test } from "vitest";
import { field } from "@/lib/schema-form/field";
import { defineDestination } from "@/lib/destinations/contract";
import { defineStep } from "@/lib/steps/contract";
import { validateDefinition } from "./validate";

const common = { version: 1, category: "CTL" as const, title: "T", summary: "S.", needs: [] as const, reads: "raw" as const, describe: () => "" };
const catalog = {
  steps: [
    defineStep({ ...common, id: "filter.match", config: z.object({ where: field.condition({ label: "Where" }) }) }),
    defineStep({
      ...common,
      id: "classify",
      config: z.object({ dimension: field.text({ label: "D" }), input: field.refs({ label: "I" }), window: field.duration({ label: "W" }).optional() }),
      writes: ({ dimension }) => [["classify", dimension]],
      check: ({ dimension }) => [...(dimension === "" ? [{ path: "dimension", message: "expected a name" }] : []), { path: "input[0]", message: "said twice" }].slice(0, dimension === "" ? 2 : 0),
    }),
    defineStep({ ...common, id: "transform", config: z.object({ template: field.jsonTemplate({ label: "T" }) }), writes: () => [["output"]] }),
  ],
  destinations: {
    slack: defineDestination({
      id: "slack", version: 1, title: "Slack", limits: {}, connection: z.object({}), config: z.object({}),
      target: z.object({ channel: field.text({ label: "C" }) }),
      template: z.discriminatedUnion("mode", [
        z.object({ mode: z.literal("message"), text: field.template({ label: "T" }), fields: field.list({ label: "F" }, field.object({ label: "F" }, { value: field.template({ label: "V" }) })).optional() }),
        z.object({ mode: z.literal("blocks"), blocks: field.jsonTemplate({ label: "B" }) }),
      ]),
      pace: () => ({ lane: null, budgets: [] }),
      summary: "", describeTarget: () => "", anyTarget: { channel: "#a" }, render: () => ({ message: null, cuts: [] }), starterTemplate: () => ({ mode: "blocks" as const, blocks: "" }), explainFailure: () => undefined,
      check: ({ target }) => (target.channel === "#bad" ? [{ path: "target.channel", message: "no such channel" }] : []),
    }),
  },
};

const classify = { id: "urgency", kind: "classify", config: { dimension: "urgency", input: ["$event.body"] } };
const filter = { id: "only", kind: "filter.match", config: { where: { combinator: "and", conditions: [{ field: "$classify.urgency", op: "==", value: "critical" }] } } };
const slack = { id: "slack", kind: "slack", connection: "acme", target: { channel: "#alerts" }, template: { mode: "message", text: "$event.subject is $classify.urgency" } };
const base = { version: 1, slug: "p", name: "P", sources: [{ source: "default", match: "a.*" }], steps: [classify, filter], destinations: [slack] };
const problems = (input: unknown) => {
  const result = validateDefinition(input, catalog);
  return result.ok ? [] : result.problems.map(({ path }) => path);
};
const withFilter = (conditions: unknown) => ({ ...base, steps: [classify, { ...filter, config: { where: { combinator: "and", conditions } } }] });

test("accepts a whole definition, as it is written, without warnings", () => {
  expect(validateDefinition(base, catalog)).toMatchObject({ ok: true, definition: { steps: [classify, filter] }, warnings: [] });
});

describe("problems are named by their exact path", () => {
  test.each<[string, unknown, string[]]>([
    ["no object", 7, [""]],
    ["what is missing", { version: 1 }, ["slug", "name"]],
    ["an unknown version", { ...base, version: 2 }, ["version"]],
    ["duplicate step ids", { ...base, steps: [classify, { ...filter, id: "urgency" }] }, ["steps[1].id"]],
    ["duplicate destination ids", { ...base, destinations: [slack, slack] }, ["destinations[1].id"]],
    ["an unknown step kind", { ...base, steps: [{ id: "x", kind: "nope" }] }, ["steps[0].kind"]],
    ["an unknown destination kind", { ...base, destinations: [{ ...slack, kind: "nope" }] }, ["destinations[0].kind"]],
    ["a misspelt key", { ...base, destinations: [{ ...slack, whenn: {} }] }, ["destinations[0].whenn"]],
    ["a misspelt config key", { ...base, steps: [{ ...classify, config: { ...classify.config, inputs: [] } }] }, ["steps[0].config.inputs"]],
    ["a misspelt key of a strict part", { ...base, destinations: [{ ...slack, template: { mode: "message", text: "x", fields: [{ value: "x", labl: "y" }] } }] }, ["destinations[0].template.fields[0].labl"]],
    ["a condition without operator", withFilter([{ field: "$event.a" }]), ["steps[1].config.where.conditions[0].op"]],
    ["an operator nobody knows", withFilter([{ combinator: "or", conditions: [{ field: "$event.a", op: "~" }] }]), ["steps[1].config.where.conditions[0].conditions[0].op"]],
    ["a combinator nobody knows", withFilter([{ combinator: "xor", conditions: [] }]), ["steps[1].config.where.conditions[0].combinator"]],
    ["a field that is no ref", withFilter([{ field: "a", op: "exists" }]), ["steps[1].config.where.conditions[0].field"]],
    ["a pattern that does not parse", withFilter([{ field: "$event.a", op: "matches", value: "(" }]), ["steps[1].config.where.conditions[0].value"]],
    ["a ref in a list", { ...base, steps: [{ ...classify, config: { dimension: "d", input: ["$event.a", "$event.b-c"] } }] }, ["steps[0].config.input[1]"]],
    ["a duration out of range", { ...base, steps: [{ ...classify, config: { ...classify.config, window: "99999d" } }] }, ["steps[0].config.window"]],
    ["a JSON template", { ...base, steps: [{ id: "t", kind: "transform", config: { template: "{" } }] }, ["steps[0].config.template"]],
    ["a message text", { ...base, destinations: [{ ...slack, template: { mode: "message", text: "ok", fields: [{ value: "{{ $nope }}" }] } }] }, ["destinations[0].template.fields[0].value"]],
    ["a template of the other mode", { ...base, destinations: [{ ...slack, template: { mode: "blocks", blocks: "[1" } }] }, ["destinations[0].template.blocks"]],
    ["a mode nobody knows", { ...base, destinations: [{ ...slack, template: { mode: "x" } }] }, ["destinations[0].template.mode"]],
    ["a target", { ...base, destinations: [{ ...slack, target: {} }] }, ["destinations[0].target.channel"]],
    ["a `when`", { ...base, destinations: [{ ...slack, when: { combinator: "and", conditions: [{ field: "$event.a", op: "in", value: 1 }] } }] }, ["destinations[0].when.conditions[0].value"]],
    ["a kind's own check of a step", { ...base, steps: [{ ...classify, config: { dimension: "", input: ["$event.a b"] } }] }, ["steps[0].config.input[0]", "steps[0].config.dimension"]],
    ["a kind's own check of a destination", { ...base, destinations: [{ ...slack, target: { channel: "#bad" } }] }, ["destinations[0].target.channel"]],
  ])("%s", (_name, input, paths) => {
    expect(problems(input)).toEqual(paths);
  });

  test("kinds that exist are listed, templates say line and column", () => {
    expect(validateDefinition({ ...base, steps: [{ id: "x", kind: "nope" }] }, catalog)).toMatchObject({ problems: [{ message: 'unknown kind "nope"; known are filter.match, classify, transform' }] });
    expect(validateDefinition({ ...base, destinations: [{ ...slack, template: { mode: "message", text: "a\n{{ $nope }}" } }] }, catalog)).toMatchObject({ problems: [{ message: expect.stringMatching(/^line 2, column 4: /) }] });
  });

  test("input nested without end is refused rather than overflowing the stack", () => {
    let nested: unknown = {};
    for (let depth = 0; depth < 50_000; depth += 1) nested = { combinator: "and", conditions: [nested] };
    expect(problems({ ...base, steps: [{ ...filter, config: { where: nested } }] })).toEqual([""]);
  });
});

describe("warnings", () => {
  const warnings = (input: unknown) => validateDefinition(input, catalog).warnings;

  test("a ref to what only a later step writes", () => {
    expect(warnings({ ...base, steps: [filter, classify] })).toEqual([{ path: "steps[0].config.where.conditions[0].field", message: expect.stringMatching(/^\$classify\.urgency is always empty/) }]);
  });

  test("a ref to what no step writes, in a message, a `when` and a JSON template", () => {
    const input = {
      ...base,
      steps: [classify, { id: "t", kind: "transform", config: { template: '{ a: $summarize.text, b: $event.any }' } }],
      destinations: [{ ...slack, template: { mode: "message", text: "$classify.urgncy $output.x $event.y" }, when: { combinator: "or", conditions: [{ field: "$enrich.person.name", op: "exists" }] } }],
    };
    expect(warnings(input).map(({ path }) => path)).toEqual(["steps[1].config.template", "destinations[0].template.text", "destinations[0].when.conditions[0].field"]);
    expect(warnings(input)[1]?.message).toContain("only $classify.urgency");
  });

  test("the whole of a root is fine once something writes into it", () => {
    expect(warnings({ ...base, destinations: [{ ...slack, template: { mode: "message", text: "$classify" } }] })).toEqual([]);
  });
});
