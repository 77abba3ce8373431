import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, test, vi } from "vitest";
import { z } from "zod";
import { modelKinds } from "@/lib/connections/model-kinds";
import { destinationCatalog } from "@/lib/destinations/catalog";
import type { Problem } from "@/lib/errors";
import type { JsonObject } from "@/lib/pipeline/context";
import { field, fieldControls } from "@/lib/schema-form/field";
import { stepCatalog } from "@/lib/steps/catalog";
import { classify } from "@/lib/steps/classify/definition";
import { samples as classifySamples } from "@/lib/steps/classify/samples";
import { redactPii } from "@/lib/steps/redact-pii/definition";
import { samples as redactPiiSamples } from "@/lib/steps/redact-pii/samples";
import { fieldsOf, startingConfig } from "./field-node";
import { SchemaForm } from "./schema-form";

function render(schema: z.ZodType, value: JsonObject, more: { problems?: Problem[]; kind?: string; disabled?: boolean; secretsSet?: string[]; destinationIds?: string[] } = {}): string {
  const form = createElement(SchemaForm, { schema, value, onChange: vi.fn(), ...more });
  return renderToStaticMarkup(createElement(QueryClientProvider, { client: new QueryClient() }, form));
}

const attributeOf = (tag: string, name: string) => new RegExp(` ${name}="([^"]*)"`).exec(tag)?.[1];

/** Controls that nothing names, for those who hear the page. */
function unnamed(html: string): string[] {
  const controls = [...html.matchAll(/<(?:input|textarea|select|button)\b[^>]*>/g)].map(([tag]) => tag);
  return controls.filter((tag) => {
    if (attributeOf(tag, "aria-hidden") === "true") return false;
    if (attributeOf(tag, "aria-label") || attributeOf(tag, "aria-labelledby")) return false;
    const id = attributeOf(tag, "id");
    if (id !== undefined && html.includes(`for="${id}"`)) return false;
    if (attributeOf(tag, "type") === "radio") return false;
    const after = html.slice(html.indexOf(tag) + tag.length);
    return !tag.startsWith("<button") || attributeOf(tag, "role") === "combobox" || !/^(<svg.*?<\/svg>)?[^<]*\w/.test(after);
  });
}

const every: [name: string, schema: z.ZodType, value: JsonObject, kind?: string][] = [
  ...stepCatalog.map((step): [string, z.ZodType, JsonObject, string] => [`step ${step.id}`, step.config, startingConfig(step.config), step.id]),
  ...classifySamples.map((sample): [string, z.ZodType, JsonObject, string] => [`classify, ${sample.name}`, classify.config, sample.config as JsonObject, "classify"]),
  ...redactPiiSamples.map((sample): [string, z.ZodType, JsonObject, string] => [`redact.pii, ${sample.name}`, redactPii.config, sample.config as JsonObject, "redact.pii"]),
  ...Object.values(destinationCatalog).flatMap((kind) => (["connection", "target", "config"] as const).map((part): [string, z.ZodType, JsonObject] => [`${kind.id} ${part}`, kind[part], startingConfig(kind[part])])),
  ...Object.entries(modelKinds).map(([kind, schema]): [string, z.ZodType, JsonObject] => [`model ${kind}`, schema, startingConfig(schema)]),
];

describe.each(every)("%s", (_name, schema, value, kind) => {
  test("shows every field with its label, and no control without a name", () => {
    for (const { node } of fieldsOf(schema)) {
      const { label, onlyWhen } = node.meta;
      const html = render(schema, onlyWhen ? { ...value, [onlyWhen.field]: onlyWhen.is } : value, kind === undefined ? {} : { kind });
      expect(html).toContain(label);
      expect(unnamed(html)).toEqual([]);
    }
  });

  test("shows empty, and locked for who may not edit", () => {
    expect(unnamed(render(schema, {}))).toEqual([]);
    const html = render(schema, value, { disabled: true, ...(kind === undefined ? {} : { kind }) });
    expect([...html.matchAll(/<(?:input|textarea|select)\b[^>]*>/g)].filter(([tag]) => !/ disabled=""|aria-hidden="true"/.test(tag))).toEqual([]);
  });
});

const text = (label: string) => ({ label, help: `Help of ${label}.` });
const allControls = z.strictObject({
  text: field.text(text("The text")), longText: field.longText(text("The longText")), number: field.number(text("The number")), boolean: field.boolean(text("The boolean")),
  select: field.select(text("The select"), ["a", "b"]), secret: field.secret(text("The secret")), url: field.url(text("The url")), ref: field.ref(text("The ref")), refs: field.refs(text("The refs")),
  template: field.template(text("The template")), jsonTemplate: field.jsonTemplate(text("The jsonTemplate")), condition: field.condition(text("The condition")), pattern: field.pattern(text("The pattern")),
  list: field.list(text("The list"), field.number({ label: "Count" })), object: field.object(text("The object"), { inner: field.text({ label: "Inner" }) }),
  map: field.map(text("The map"), field.text({ label: "Value" })), oneOf: field.oneOf(text("The oneOf"), [field.text({ label: "One" }), field.object({ label: "Two" }, { a: field.text({ label: "A" }) })]),
  duration: field.duration(text("The duration")),
} satisfies Record<(typeof fieldControls)[number], z.ZodType>);
const filled: JsonObject = {
  text: "t", longText: "l", number: 5, boolean: true, select: "b", secret: "", url: "https://x.io", ref: "$event.id", refs: ["$event.a", "$event.b"], template: "Hi", jsonTemplate: "{}",
  condition: { combinator: "and", conditions: [{ field: "$event.a", op: "==", value: "pro" }, { combinator: "or", conditions: [{ field: "$event.b", op: "in", value: ["x", 2] }] }] },
  list: [1, 2], object: { inner: "i" }, map: { k: "v" }, oneOf: { a: "x" }, duration: "5m",
};

describe("every kind of control", () => {
  const html = render(allControls, filled);

  test.each(fieldControls)("%s has its label and its help", (control) => {
    expect(html).toContain(`The ${control}`);
    expect(html).toContain(`Help of The ${control}.`);
  });

  test("is named, and shows its value", () => {
    expect(unnamed(html)).toEqual([]);
    for (const shown of ['value="t"', ">l</textarea>", 'value="5"', 'aria-checked="true"', 'value="https://x.io"', 'value="$event.id"', "$event.b", 'value="pro"', 'value="i"', 'value="k"', 'value="v"']) expect(html).toContain(shown);
  });

  test("ids are not used twice", () => {
    const ids = [...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  });
});

describe("problems", () => {
  const count = (html: string, message: string) => html.split(message).length - 1;

  test.each([
    "text", "number", "boolean", "select", "secret", "ref", "refs", "refs[1]", "list", "list[1]", "object", "object.inner", "map", "map.k", "oneOf", "oneOf.a", "duration", "template",
    "condition.conditions[0].value", "condition.conditions[1].conditions[0].field", "condition.conditions[1]",
  ])("at %s stand there once", (path) => {
    expect(count(render(allControls, filled, { problems: [{ path, message: "NOT-THIS" }] }), "NOT-THIS")).toBe(1);
  });

  test("of no field, or of none we know, stand at the top", () => {
    expect(count(render(allControls, filled, { problems: [{ path: "", message: "NOT-THIS" }, { path: "unheard", message: "NOT-THAT" }] }), "NOT-TH")).toBe(2);
  });

  test("open the advanced fields that they are in", () => {
    const schema = z.strictObject({ rare: field.text({ label: "Rare", isAdvanced: true }).optional() });
    expect(render(schema, {})).not.toContain("<details open");
    expect(render(schema, {}, { problems: [{ path: "rare", message: "no" }] })).toMatch(/<details[^>]* open/);
  });

  test("of redact.pii's columns stand under the matrix", () => {
    const html = render(redactPii.config, { columns: {} }, { kind: "redact.pii", problems: [{ path: "columns.default", message: "NOT-THIS" }] });
    expect(count(html, "NOT-THIS")).toBe(1);
  });
});

test("a field of use only with another's value is asked for with that value, and seen wherever it is set or wrong", () => {
  const schema = z.strictObject({
    auth: field.select({ label: "Auth" }, ["none", "bearer"]).default("none"),
    token: field.secret({ label: "THE-TOKEN", onlyWhen: { field: "auth", is: "bearer" } }).optional(),
  });
  expect(render(schema, {})).not.toContain("THE-TOKEN");
  expect(render(schema, { auth: "bearer" })).toContain("THE-TOKEN");
  expect(render(schema, { auth: "none", token: "t" })).toContain("THE-TOKEN");
  expect(render(schema, {}, { secretsSet: ["token"] })).toContain("THE-TOKEN");
  expect(render(schema, {}, { problems: [{ path: "token", message: "no" }] })).toContain("THE-TOKEN");
});

test("what is optional as a whole, but not in its parts, is added and removed as a whole", () => {
  const hours = { from: field.text({ label: "THE-FROM" }), to: field.text({ label: "To" }) };
  const schema = z.strictObject({ hours: field.object({ label: "Hours" }, hours).optional() });
  expect(render(schema, {})).not.toContain("THE-FROM");
  expect(render(schema, {})).toContain("Add hours");
  expect(render(schema, { hours: { from: "1", to: "2" } })).toMatch(/THE-FROM.*Remove hours/);
  expect(render(z.strictObject({ hours: field.object({ label: "Hours" }, hours) }), {})).toContain("THE-FROM");
});

describe("secrets", () => {
  test("that are stored are not asked for again, can be replaced, and removed where they may be missing", () => {
    const webhook = destinationCatalog.webhook.connection;
    const html = render(webhook, { auth: "bearer" }, { secretsSet: ["url", "token"] });
    expect(html).toContain('aria-label="Replace Bearer token"');
    expect(html).toContain('aria-label="Remove Bearer token"');
    expect(html).toContain('aria-label="Replace Address"');
    expect(html).not.toContain('aria-label="Remove Address"');
  });

  test("are never shown while they are typed", () => {
    expect(render(modelKinds.openai, { apiKey: "sk-1" })).toMatch(/<input[^>]*type="password"[^>]*value="sk-1"|<input[^>]*value="sk-1"[^>]*type="password"/);
  });
});

test("redact.pii shows a column for every destination that differs, and marks one whose destination is gone", () => {
  const config = { columns: { default: { email: "mask" }, archive: { email: "hash" }, gone: {} } };
  const html = render(redactPii.config, config, { kind: "redact.pii", destinationIds: ["archive", "on-call"] });
  expect(html).toContain('aria-label="Email addresses, archive"');
  expect(html).toMatch(/text-dead[^>]*>gone</);
  expect(html).toContain("Mask, as everywhere");
});
