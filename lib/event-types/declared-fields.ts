import type { Json } from "@/lib/durable/contract";
import type { EventField, EventFieldType } from "./event-type-resource";
import { fieldRef, type FieldPath } from "./field-ref";

const depthMax = 6;

/** The fields that a declaration (JSON Schema of the payload) names, in its order, with what recent events had there. */
export function declaredFields(schema: Json, recent: EventField[]): EventField[] {
  const recentByPath = new Map(recent.map((field) => [field.path, field]));
  const declared = fieldsOf(schema, []).map(({ path, type, values }): EventField => {
    const found = recentByPath.get(path);
    recentByPath.delete(path);
    const known = values ?? found?.values;
    return { path, type: type ?? found?.type ?? "any", ...(known ? { values: known } : {}), ...(found?.sample === undefined ? {} : { sample: found.sample }), seen: found?.seen ?? 0 };
  });
  return [...declared, ...recentByPath.values()];
}

/** The names of the payload's own declared fields, in the declaration's order. */
export function declaredOrder(schema: Json): string[] {
  return Object.keys(objectOf(memberOf(schema, "properties")));
}

type DeclaredField = { path: string; type: EventFieldType | undefined; values: Json[] | undefined };

function fieldsOf(schema: Json, path: FieldPath): DeclaredField[] {
  if (path.length > depthMax) return [];
  const own = path.length === 0 ? [] : [{ path: fieldRef(path), type: declaredType(schema), values: declaredValues(schema) }];
  const properties = Object.entries(objectOf(memberOf(schema, "properties"))).flatMap(([name, member]) => fieldsOf(member, [...path, name]));
  const items = memberOf(schema, "items");
  const firstItem = items === undefined || items === true ? [] : fieldsOf(items, [...path, 0]);
  return [...own, ...properties, ...firstItem];
}

const jsonSchemaTypes = new Map<Json | undefined, EventFieldType>([
  ["string", "string"], ["number", "number"], ["integer", "number"], ["boolean", "boolean"], ["object", "object"], ["array", "array"],
]);

function declaredType(schema: Json): EventFieldType | undefined {
  const named = memberOf(schema, "type");
  const types = [...new Set((Array.isArray(named) ? named : [named]).flatMap((name) => jsonSchemaTypes.get(name) ?? []))];
  if (types.length > 1) return "mixed";
  const format = memberOf(schema, "format");
  return types[0] === "string" && format === "date-time" ? "datetime" : types[0];
}

function declaredValues(schema: Json): Json[] | undefined {
  const values = memberOf(schema, "enum");
  if (Array.isArray(values)) return values.filter((value) => value !== null);
  const only = memberOf(schema, "const");
  return only === undefined ? undefined : [only];
}

function memberOf(value: Json, name: string): Json | undefined {
  const object = objectOf(value);
  return Object.hasOwn(object, name) ? object[name] : undefined;
}

function objectOf(value: Json | undefined): { [key: string]: Json } {
  return value === undefined || value === null || typeof value !== "object" || Array.isArray(value) ? {} : value;
}
