import { Ajv2020, type ErrorObject, type SchemaObject } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { RE2JS } from "re2js";
import type { Json } from "@/lib/durable/contract";
import type { Problem } from "@/lib/errors";
import { invalidField } from "@/lib/http/invalid-request";
import { closeObjects } from "./close-objects";

/** What is wrong with a payload, at most 20 places, each named from `payload` on: `payload.items[0].sku`. Empty = it fits. */
export type PayloadCheck = (payload: Json) => Problem[];

const problemsMax = 20;

/**
 * A declaration (JSON Schema, draft 2020-12 or 7) as a check. Objects that name their fields take no others, unless
 * they say `additionalProperties`. Throws `invalid_request` for what is no JSON Schema, naming the place.
 */
export function compileSchema(schema: Json): PayloadCheck {
  const validate = compile(schema);
  return (payload) => {
    if (validate(payload)) return [];
    const problems = (validate.errors ?? []).filter(({ keyword }) => keyword !== "if").map(problemOf);
    return uniqueByPath(problems).slice(0, problemsMax);
  };
}

function compile(schema: Json) {
  if (schema === null || typeof schema !== "object" || Array.isArray(schema)) throw invalidField("schema", "expected a JSON Schema, an object");
  const { $schema: _dialect, $id: _id, ...rest } = schema;
  try {
    return newAjv().compile(closeObjects(rest) as SchemaObject);
  } catch (error) {
    throw invalidField("schema", error instanceof Error ? error.message : "expected a JSON Schema");
  }
}

// One instance a schema: an instance keeps all it compiled, and schemas come and go.
function newAjv(): Ajv2020 {
  const ajv = new Ajv2020({
    // Else every object has a field named toString.
    ownProperties: true,
    // What is found is told with the value that is there (`verbose`).
    allErrors: true, verbose: true, strict: true, strictTypes: false, strictRequired: false, logger: false,
    // `pattern` is the user's: RE2 takes linear time whatever the pattern.
    code: { regExp: Object.assign((pattern: string) => linearPattern(pattern), { code: "linearPattern" }) },
  });
  addFormats.default(ajv);
  return ajv;
}

/** Ajv tells patterns apart by their text. */
function linearPattern(pattern: string): { test: (text: string) => boolean; toString: () => string } {
  const compiled = RE2JS.compile(pattern);
  return { test: (text) => compiled.matcher(text).find(), toString: () => pattern };
}

function problemOf(error: ErrorObject): Problem {
  const { instancePath, keyword, params } = error;
  const at = pathOf(instancePath);
  switch (keyword) {
    case "additionalProperties":
    case "unevaluatedProperties":
      return { path: at + part(String(params.additionalProperty ?? params.unevaluatedProperty)), message: "unknown field: the schema does not declare it" };
    case "required":
      return { path: at + part(String(params.missingProperty)), message: "required, and missing" };
    case "type":
      return { path: at, message: `expected ${wordList(params.type)}, got ${kindOf(error.data)}` };
    case "enum":
      return { path: at, message: `expected one of ${listValues(params.allowedValues)}` };
    case "const":
      return { path: at, message: `expected ${JSON.stringify(params.allowedValue)}` };
    case "format":
      return { path: at, message: `expected a ${formatWords.get(params.format) ?? params.format}` };
    default:
      return { path: at, message: error.message ?? `does not fit ${keyword}` };
  }
}

const formatWords = new Map<unknown, string>([["date-time", "date and time, as 2026-01-31T09:30:00Z"], ["date", "date, as 2026-01-31"], ["email", "mail address"], ["uri", "URL"]]);

/** A JSON pointer as the path other messages use. */
function pathOf(pointer: string): string {
  const segments = pointer.split("/").slice(1).map((segment) => segment.replaceAll("~1", "/").replaceAll("~0", "~"));
  return segments.reduce((path, segment) => path + (/^\d+$/.test(segment) ? `[${segment}]` : part(segment)), "payload");
}

function part(name: string): string {
  return /^[\p{L}_][\p{L}\p{N}_]*$/u.test(name) ? `.${name}` : `[${JSON.stringify(name.slice(0, 64))}]`;
}

function wordList(types: unknown): string {
  return (Array.isArray(types) ? types.map(String) : String(types).split(",")).join(" or ");
}

function listValues(values: unknown): string {
  const all = Array.isArray(values) ? values.map((value) => JSON.stringify(value)) : [];
  return all.length > 12 ? `${all.slice(0, 12).join(", ")} and ${all.length - 12} more` : all.join(", ");
}

function kindOf(value: unknown): string {
  if (value === null) return "null";
  return Array.isArray(value) ? "array" : typeof value;
}

/** A union fails once for each of its branches: the first word on a place is enough. */
function uniqueByPath(problems: Problem[]): Problem[] {
  return [...new Map(problems.toReversed().map((problem) => [problem.path, problem])).values()].toReversed();
}
