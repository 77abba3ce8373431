import type { Json } from "@/lib/durable/contract";
import { asSchema, isRequired, propertiesOf, type JsonSchema } from "./json-schema";

/** The short form of an object's schema where it has one, else `$json` with the schema itself. */
export function writeFields(schema: JsonSchema): Json {
  const { type, properties, required, ...others } = schema;
  const names = Object.keys(asSchema(properties));
  const isPlain = type === "object" && properties !== undefined && Object.keys(others).length === 0 && isListOf(required, names) && !names.some((name) => name.endsWith("?") || name === "$json");
  if (!isPlain) return { $json: schema };
  return Object.fromEntries(propertiesOf(schema).map(([name, member]) => writeField(name, member, isRequired(schema, name))));
}

function writeField(name: string, schema: JsonSchema, required: boolean): [string, Json] {
  const short = shortType(schema);
  if (short !== null) return [name, required ? short : `${short}?`];
  const key = required ? name : `${name}?`;
  const items = itemsOf(schema);
  if (items && asSchema(items).type === "object" && asSchema(items).properties !== undefined) return [key, [writeFields(asSchema(items))]];
  return [key, writeFields(schema)];
}

const shortTypes = new Map<string, string>([
  ...["string", "number", "integer", "boolean", "object", "array", "null"].map((type): [string, string] => [JSON.stringify({ type }), type]),
  [JSON.stringify({ format: "date-time", type: "string" }), "datetime"],
  [JSON.stringify({ format: "date", type: "string" }), "date"],
  [JSON.stringify({ format: "email", type: "string" }), "email"],
  [JSON.stringify({ format: "uri", type: "string" }), "url"],
  [JSON.stringify({}), "any"],
]);

function shortType(schema: JsonSchema): string | null {
  const known = shortTypes.get(JSON.stringify(schema, Object.keys(schema).sort()));
  if (known !== undefined) return known;
  const items = itemsOf(schema);
  if (items) {
    const item = shortType(asSchema(items));
    return item === null || item.endsWith("[]") || item === "any" ? null : `${item}[]`;
  }
  if (Array.isArray(schema.type) && schema.type.length === 2 && schema.type[1] === "null") {
    const { type: [first], ...others } = schema as { type: Json[] };
    const inner = first === undefined ? null : shortType({ ...others, type: first });
    return inner === null ? null : `${inner} | null`;
  }
  return shortEnum(schema);
}

/** Only what is an array of one kind of item, and nothing else. */
function itemsOf({ type, items, ...others }: JsonSchema): Json | undefined {
  return type === "array" && Object.keys(others).length === 0 ? items : undefined;
}

function shortEnum({ enum: values, ...others }: JsonSchema): string | null {
  if (!Array.isArray(values) || values.length === 0 || Object.keys(others).length > 0) return null;
  const isNullable = values.at(-1) === null && values.length > 1;
  const plain = isNullable ? values.slice(0, -1) : values;
  if (plain.some((value) => value === null || typeof value === "object")) return null;
  return `enum [${plain.map(printValue).join(", ")}]${isNullable ? " | null" : ""}`;
}

function printValue(value: Json): string {
  return typeof value === "string" && /^[A-Za-z_][\w.-]*(?: [\w.-]+)*$/.test(value) && !/^(true|false|null)$/.test(value) ? value : JSON.stringify(value);
}

function isListOf(required: Json | undefined, names: string[]): boolean {
  return required === undefined || (Array.isArray(required) && required.length > 0 && required.every((name) => typeof name === "string" && names.includes(name)));
}
