import type { Json } from "@/lib/durable/contract";
import { asSchema, type JsonSchema } from "./json-schema";

/** Fewer payloads than this tell nothing of which values there may be. */
const enumSamplesMin = 10;
const enumValuesMax = 8;
const enumLengthMax = 40;
const depthMax = 8;
const isoTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)$/;

/**
 * A schema that every payload fits: a field is required where all have it, an enum where many have one of a few texts
 * again and again.
 */
export function inferSchema(payloads: Json[]): JsonSchema {
  const objects = payloads.filter(isObject);
  return objects.length === 0 ? { type: "object" } : inferObject(objects, 1);
}

function inferObject(objects: { [key: string]: Json }[], depth: number): JsonSchema {
  const names = [...new Set(objects.flatMap((object) => Object.keys(object)))];
  // Ajv knows no field named __proto__: an object that has one stays open.
  if (names.length === 0 || names.length > 200 || depth > depthMax || names.includes("__proto__")) return { type: "object" };
  const properties = names.map((name) => [name, inferValue(objects.flatMap((object) => (Object.hasOwn(object, name) ? [object[name] ?? null] : [])), depth)] as const);
  const required = names.filter((name) => objects.every((object) => Object.hasOwn(object, name)));
  return { type: "object", properties: Object.fromEntries(properties), ...(required.length > 0 && { required }) };
}

function inferValue(values: Json[], depth: number): JsonSchema {
  const given = values.filter((value) => value !== null);
  const isNullable = given.length < values.length;
  if (given.length === 0) return {};
  const kinds = new Set(given.map(kindOf));
  if (kinds.has("integer") && kinds.has("number")) kinds.delete("integer");
  if (kinds.size > 1) return { type: [...kinds, ...(isNullable ? ["null"] : [])] };
  const schema = inferKind([...kinds][0] ?? "string", given, depth);
  return isNullable ? withNull(schema) : schema;
}

function inferKind(kind: string, values: Json[], depth: number): JsonSchema {
  if (kind === "object") return inferObject(values.map((value) => asSchema(value)), depth + 1);
  if (kind === "array") {
    const items = values.flatMap((value) => (Array.isArray(value) ? value.slice(0, 50) : []));
    return items.length === 0 ? { type: "array" } : { type: "array", items: inferValue(items, depth + 1) };
  }
  if (kind !== "string") return { type: kind };
  const texts = values.map(String);
  if (texts.every((text) => isoTime.test(text))) return { type: "string", format: "date-time" };
  const distinct = [...new Set(texts)];
  const repeats = texts.length >= enumSamplesMin && distinct.length <= enumValuesMax && distinct.length <= texts.length / 3;
  return repeats && distinct.every((text) => text !== "" && text.length <= enumLengthMax) ? { enum: distinct.toSorted() } : { type: "string" };
}

function withNull(schema: JsonSchema): JsonSchema {
  if (Array.isArray(schema.enum)) return { ...schema, enum: [...schema.enum, null] };
  return typeof schema.type === "string" ? { ...schema, type: [schema.type, "null"] } : schema;
}

function kindOf(value: Json): string {
  if (Array.isArray(value)) return "array";
  if (typeof value === "number") return Number.isInteger(value) ? "integer" : "number";
  return value === null ? "null" : typeof value;
}

function isObject(value: Json): value is { [key: string]: Json } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
