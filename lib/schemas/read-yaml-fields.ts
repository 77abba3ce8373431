import type { Json } from "@/lib/durable/contract";
import { invalidField } from "@/lib/http/invalid-request";
import { asSchema, type JsonSchema } from "./json-schema";

const depthMax = 20;

/** A mapping of fields as the schema of an object. */
export function readFields(fields: Json, path: string, depth = 1): JsonSchema {
  if (typeof fields !== "object" || fields === null || Array.isArray(fields)) throw invalidField(path, "expected fields, as in `user_id: string`");
  if (depth > depthMax) throw invalidField(path, `expected at most ${depthMax} levels`);
  const own = asSchema(fields).$json;
  if (own !== undefined) return asSchema(own);
  const properties: [string, Json][] = [];
  const required: string[] = [];
  for (const [written, value] of Object.entries(fields)) {
    const isNameOptional = written.length > 1 && written.endsWith("?");
    const name = isNameOptional ? written.slice(0, -1) : written;
    const field = readField(value, `${path}.${name}`, depth);
    properties.push([name, field.schema]);
    if (!isNameOptional && !field.isOptional) required.push(name);
  }
  return { type: "object", properties: Object.fromEntries(properties), ...(required.length > 0 && { required }) };
}

type Field = { schema: JsonSchema; isOptional: boolean };

function readField(value: Json, path: string, depth: number): Field {
  if (typeof value === "string") return readType(value, path);
  if (Array.isArray(value)) {
    const [item] = value;
    if (item === undefined || value.length > 1) throw invalidField(path, "expected a list of one: what each of its items is");
    return { schema: { type: "array", items: readField(item, `${path}[]`, depth + 1).schema }, isOptional: false };
  }
  return { schema: readFields(value, path, depth + 1), isOptional: false };
}

const types: Record<string, JsonSchema> = {
  string: { type: "string" },
  number: { type: "number" },
  integer: { type: "integer" },
  boolean: { type: "boolean" },
  object: { type: "object" },
  array: { type: "array" },
  null: { type: "null" },
  datetime: { type: "string", format: "date-time" },
  date: { type: "string", format: "date" },
  email: { type: "string", format: "email" },
  url: { type: "string", format: "uri" },
  any: {},
};

/** `string`, `string?`, `string, required`, `enum [free, pro]?`, `string[]`, `number | null`. */
function readType(text: string, path: string): Field {
  const isMarkedRequired = /,\s*required\s*$/.test(text);
  let rest = text.replace(/,\s*(required|optional)\s*$/, "").trim();
  const isMarkedOptional = rest.endsWith("?") || /,\s*optional\s*$/.test(text);
  if (isMarkedOptional && isMarkedRequired) throw invalidField(path, "expected ? or required, not both");
  rest = rest.replace(/\?$/, "").trim();
  const isList = rest.endsWith("[]");
  if (isList) rest = rest.slice(0, -2).trim();
  const isNullable = /\|\s*null$/.test(rest);
  if (isNullable) rest = rest.replace(/\|\s*null$/, "").trim();
  const plain = rest.startsWith("enum") ? readEnum(rest, path) : types[rest];
  if (!plain) throw invalidField(path, `expected ${Object.keys(types).join(", ")} or enum [a, b], found ${rest.slice(0, 60)}`);
  const item = isNullable ? withNull(plain) : plain;
  return { schema: isList ? { type: "array", items: item } : item, isOptional: isMarkedOptional };
}

function withNull(schema: JsonSchema): JsonSchema {
  if (Array.isArray(schema.enum)) return { ...schema, enum: [...schema.enum, null] };
  return typeof schema.type === "string" ? { ...schema, type: [schema.type, "null"] } : schema;
}

/** Values are texts, but for numbers, true and false; a text that reads as one stands in quotes. */
function readEnum(text: string, path: string): JsonSchema {
  const inside = /^enum\s*\[(.*)\]$/s.exec(text)?.[1];
  if (inside === undefined) throw invalidField(path, "expected enum [a, b]");
  const values = [...inside.matchAll(/\s*("(?:[^"\\]|\\.)*"|[^,]*)\s*(?:,|$)/gs)].map(([, value = ""]) => value.trim()).filter((value) => value !== "");
  if (values.length === 0) throw invalidField(path, "expected at least one value, as in enum [free, pro]");
  return { enum: values.map((value) => enumValue(value, path)) };
}

function enumValue(text: string, path: string): Json {
  if (!/^("|-?\d|true$|false$|null$)/.test(text)) return text;
  try {
    return JSON.parse(text) as Json;
  } catch {
    if (text.startsWith('"')) throw invalidField(path, `expected a text in quotes, found ${text.slice(0, 60)}`);
    return text;
  }
}
