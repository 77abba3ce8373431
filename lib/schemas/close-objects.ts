import type { Json } from "@/lib/durable/contract";

type Schema = { [key: string]: Json };

const composing = ["allOf", "anyOf", "oneOf", "if", "$ref", "dependentSchemas"];
const openMarks = ["additionalProperties", "unevaluatedProperties", "patternProperties"];

/**
 * The schema with every object that names its fields closed to others, unless it says itself what others it takes. Where
 * a schema is composed of several, what one of them names the others must let pass, so only the whole is closed.
 */
export function closeObjects(schema: Json): Json {
  if (!isSchema(schema)) return schema;
  const isComposed = composing.some((keyword) => keyword in schema);
  const closed: Schema = { ...schema };
  if (isSchema(schema.properties)) {
    closed.properties = Object.fromEntries(Object.entries(schema.properties).map(([name, member]) => [name, closeObjects(member)]));
    if (!openMarks.some((keyword) => keyword in schema)) closed[isComposed ? "unevaluatedProperties" : "additionalProperties"] = false;
  }
  if (schema.items !== undefined) closed.items = closeObjects(schema.items);
  return closed;
}

function isSchema(value: Json | undefined): value is Schema {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
