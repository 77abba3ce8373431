import type { Json } from "@/lib/durable/contract";
import { asSchema, isRequired, propertiesOf, type JsonSchema } from "./json-schema";

/** The module that `npx @ingestlayer/sdk types` writes: every declared event, as the SDK's EventMap. */
export function printEventMap(declared: { type: string; schema: JsonSchema }[]): string {
  const members = declared.toSorted((a, b) => (a.type < b.type ? -1 : 1)).map(({ type, schema }) => `    ${JSON.stringify(type)}: ${printType(schema, 2)};`);
  return `// Written by \`npx @ingestlayer/sdk types\` from the schemas of your Ingestlayer: change them there, and run it again.
import "@ingestlayer/sdk";

declare module "@ingestlayer/sdk" {
  interface EventMap {
${members.join("\n")}
  }
}
`;
}

/** A payload's type as TypeScript. What TypeScript can't say (a pattern, a minimum) is left to the gate. */
export function printType(schema: JsonSchema, depth = 0): string {
  if (Array.isArray(schema.enum)) return union(schema.enum.map((value) => JSON.stringify(value)));
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  const variants = [schema.anyOf, schema.oneOf].find(Array.isArray);
  if (variants) return union(variants.map((variant) => printType(asSchema(variant), depth)));
  if (Array.isArray(schema.allOf)) return schema.allOf.map((part) => printType(asSchema(part), depth)).join(" & ") || "unknown";
  if (Array.isArray(schema.type)) return union(schema.type.map((type) => printType({ ...schema, type }, depth)));
  switch (schema.type) {
    case "string":
    case "boolean":
    case "null":
      return schema.type;
    case "number":
    case "integer":
      return "number";
    case "array":
      return printArray(schema.items, depth);
    case "object":
      return printObject(schema, depth);
    default:
      return schema.properties === undefined ? "unknown" : printObject(schema, depth);
  }
}

function printArray(items: Json | undefined, depth: number): string {
  const item = items === undefined ? "unknown" : printType(asSchema(items), depth);
  return /[ &|]/.test(item) && !item.startsWith("{") ? `(${item})[]` : `${item}[]`;
}

function printObject(schema: JsonSchema, depth: number): string {
  const properties = propertiesOf(schema);
  const isOpen = schema.additionalProperties !== undefined && schema.additionalProperties !== false;
  if (properties.length === 0) return schema.properties !== undefined && !isOpen ? "Record<string, never>" : "Record<string, unknown>";
  const indent = "  ".repeat(depth + 1);
  const members = properties.map(([name, member]) => `${indent}${printComment(member, indent)}${printName(name)}${isRequired(schema, name) ? "" : "?"}: ${printType(member, depth + 1)};`);
  const others = isOpen ? [`${indent}[name: string]: unknown;`] : [];
  return `{\n${[...members, ...others].join("\n")}\n${"  ".repeat(depth)}}`;
}

function printComment({ description }: JsonSchema, indent: string): string {
  return typeof description === "string" && description !== "" ? `/** ${description.replaceAll("*/", "* /").replace(/\s+/g, " ")} */\n${indent}` : "";
}

function printName(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name);
}

function union(types: string[]): string {
  return [...new Set(types)].join(" | ") || "never";
}
