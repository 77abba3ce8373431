import fc from "fast-check";
import ts from "typescript";
import { describe, expect, test } from "vitest";
import { recipeCatalog } from "@/lib/recipes/catalog";
import { compileSchema } from "./compile-schema";
import { inferSchema } from "./infer-schema";
import { type JsonSchema } from "./json-schema";
import { printEventMap, printType } from "./to-typescript";
import { parseYamlSchema, printYamlSchema } from "./yaml-schema";

const declared = recipeCatalog.map(({ schema }) => parseYamlSchema(schema));

test("the 18 recipes' events are declared once each", () => {
  expect(new Set(declared.map(({ type }) => type)).size).toBe(18);
});

describe.each(declared.map((one) => [one.type, one] as const))("%s", (_, one) => {
  test("comes through YAML, JSON Schema and back as it was", () => {
    expect(parseYamlSchema(printYamlSchema(one))).toEqual(one);
    const asJson = JSON.parse(JSON.stringify(one.schema)) as JsonSchema;
    expect(parseYamlSchema(printYamlSchema({ ...one, schema: asJson })).schema).toEqual(one.schema);
    expect(() => compileSchema(one.schema)).not.toThrow();
  });
});

test("their TypeScript types compile, and refuse what the schemas refuse", () => {
  const source = printEventMap(declared).replace('import "@ingestlayer/sdk";\n', "").replace('declare module "@ingestlayer/sdk" {', "declare namespace sdk {");
  const use = `
const good: sdk.EventMap["login.failed"] = { email: "a@example.com", ip: "1.2.3.4", reason: "mfa", attempt: 3 };
const optional: sdk.EventMap["subscription.canceled"]["reason"] = undefined;
// @ts-expect-error: not one of the values
const badEnum: sdk.EventMap["login.failed"]["reason"] = "tired";
// @ts-expect-error: a field is missing
const missing: sdk.EventMap["charge.missing" extends never ? never : "payment.failed"] = { customer_id: "c" };
// @ts-expect-error: an unknown field
const extra: sdk.EventMap["ci.build.finished"] = { repo: "r", branch: "b", status: "passed", commit: "c", duration_ms: 1, color: "red" };
`;
  expect(compile(source + use)).toEqual([]);
});

test("a declaration says which line or field is wrong", () => {
  const problems: [string, RegExp][] = [
    ["event: [", /line 1/],
    ["- a", /expected event:/],
    ["schema: {}", /^event: expected/],
    ["event: a\nschema:\n  x: text", /schema\.x: expected string, .* found text/],
    ["event: a\nschema:\n  x: { y: enum }", /schema\.x\.y/],
    ["event: a\nschema:\n  x: string?, required", /not both/],
    ["event: a\nschema:\n  x: [string, number]", /a list of one/],
    ["event: a\nidempotency: { key: a, windw: 1h }", /idempotency\.windw/],
    ["event: a\nidempotency: { key: a, window: soon }", /duration/],
    ["event: a\nfields: {}", /fields: unknown/],
  ];
  for (const [text, message] of problems) expect(() => parseYamlSchema(text)).toThrow(message);
});

test("the short forms mean what they say", () => {
  const { schema } = parseYamlSchema(`event: e
schema:
  a: string, required
  b: string?
  c?: { d: integer }
  tags: string[]
  lines: [{ sku: string, count: integer? }]
  level: enum [1, 2, "3", true, plain text]
  note: string | null
  anything: any
`);
  expect(schema).toEqual({
    type: "object",
    properties: {
      a: { type: "string" }, b: { type: "string" },
      c: { type: "object", properties: { d: { type: "integer" } }, required: ["d"] },
      tags: { type: "array", items: { type: "string" } },
      lines: { type: "array", items: { type: "object", properties: { sku: { type: "string" }, count: { type: "integer" } }, required: ["sku"] } },
      level: { enum: [1, 2, "3", true, "plain text"] },
      note: { type: ["string", "null"] },
      anything: {},
    },
    required: ["a", "tags", "lines", "level", "note", "anything"],
  });
});

const scalar = fc.constantFrom<JsonSchema>({ type: "string" }, { type: "number", minimum: 3 }, { type: ["string", "null"] }, { enum: ["a", 1, true, "x y", "a,b", '"'] }, {}, { const: 3 }, { type: "string", pattern: "^x" });
const anySchema = fc.letrec<{ object: JsonSchema; node: JsonSchema }>((tie) => ({
  node: fc.oneof({ depthSize: "small" }, scalar, fc.record({ type: fc.constant("array"), items: tie("node") }), tie("object")),
  object: fc.dictionary(fc.stringMatching(/^[\w?$ ":-]{1,8}$/), fc.tuple(tie("node"), fc.boolean()), { maxKeys: 5 }).map((fields) => {
    const required = Object.entries(fields).flatMap(([name, [, is]]) => (is ? [name] : []));
    const properties = Object.fromEntries(Object.entries(fields).map(([name, [schema]]) => [name, schema]));
    return { type: "object", properties, ...(required.length > 0 && { required }) };
  }),
})).object;

test("any schema comes back from YAML as it was", () => {
  fc.assert(fc.property(anySchema, (schema) => void expect(parseYamlSchema(printYamlSchema({ type: "e", schema })).schema).toEqual(schema)), { numRuns: 300 });
});

test("any schema's type is TypeScript", () => {
  const types = fc.sample(anySchema, { numRuns: 40, seed: 1 }).map((schema, index) => `type T${index} = ${printType(schema)};`);
  expect(compile(types.join("\n"))).toEqual([]);
});

test("every payload fits the schema that is inferred from it", () => {
  fc.assert(
    fc.property(fc.array(fc.dictionary(fc.string({ maxLength: 5 }), fc.jsonValue({ maxDepth: 3 })), { minLength: 1, maxLength: 15 }), (payloads) => {
      const given = JSON.parse(JSON.stringify(payloads)) as never[];
      const check = compileSchema(inferSchema(given));
      for (const payload of given) expect(check(payload)).toEqual([]);
    }),
    { numRuns: 40 },
  );
});

test("few texts again and again are an enum, what all have is required, times are times", () => {
  const payloads = Array.from({ length: 30 }, (_, n) => ({ id: `u${n}`, plan: ["free", "pro"][n % 2] ?? "", at: "2026-01-31T09:30:00Z", ...(n > 3 && { note: "x" }), score: n / 2, seats: n }));
  expect(inferSchema(payloads)).toEqual({
    type: "object",
    properties: { id: { type: "string" }, plan: { enum: ["free", "pro"] }, at: { type: "string", format: "date-time" }, score: { type: "number" }, seats: { type: "integer" }, note: { enum: ["x"] } },
    required: ["id", "plan", "at", "score", "seats"],
  });
});

/** What the compiler says against a program of its own. */
function compile(text: string): string[] {
  const host = ts.createCompilerHost({});
  const { getSourceFile } = host;
  host.getSourceFile = (name, ...rest) => (name === "types.ts" ? ts.createSourceFile(name, text, ts.ScriptTarget.ES2022) : getSourceFile.call(host, name, ...rest));
  const program = ts.createProgram(["types.ts"], { strict: true, exactOptionalPropertyTypes: false, noEmit: true, types: [], lib: ["lib.es2022.d.ts"] }, host);
  return ts.getPreEmitDiagnostics(program).map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n"));
}
