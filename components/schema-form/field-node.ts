import { z } from "zod";
import type { Json } from "@/lib/durable/contract";
import { findFieldMeta, type FieldMeta } from "@/lib/schema-form/field";

/** A config field as a form sees it: its schema without wrappers, its words, and whether it may be left out. */
export type FieldNode = {
  schema: z.core.$ZodType;
  meta: FieldMeta;
  isOptional: boolean;
  /** What it counts as while it is left out. */
  fallback: Json | undefined;
};

/** Throws for a schema that was not made by a builder of lib/schema-form/field. */
export function fieldNode(schema: z.core.$ZodType): FieldNode {
  const meta = findFieldMeta(schema);
  if (!meta) throw new Error("a config field has no form metadata: make it with lib/schema-form/field");
  const isWrapped = schema instanceof z.ZodOptional || schema instanceof z.ZodDefault || schema instanceof z.ZodNullable;
  if (!isWrapped) return { schema, meta, isOptional: false, fallback: undefined };
  return { ...fieldNode(schema.def.innerType), meta, isOptional: true, fallback: schema instanceof z.ZodDefault ? jsonOf(schema.def.defaultValue) : undefined };
}

/** The fields of an object schema, in order. */
export function fieldsOf(schema: z.core.$ZodType): { name: string; node: FieldNode }[] {
  return schema instanceof z.ZodObject ? Object.entries(schema.shape).map(([name, member]) => ({ name, node: fieldNode(member) })) : [];
}

/** What a list holds. */
export function itemOf(schema: z.core.$ZodType): FieldNode | null {
  return schema instanceof z.ZodArray ? fieldNode(schema.element) : null;
}

/** What a map's keys lead to. */
export function mapValueOf(schema: z.core.$ZodType): FieldNode | null {
  return schema instanceof z.ZodRecord ? fieldNode(schema.def.valueType) : null;
}

export function variantsOf(schema: z.core.$ZodType): FieldNode[] {
  return schema instanceof z.ZodUnion ? schema.options.map(fieldNode) : [];
}

/** A new item, value or config to begin with: every required field is there, and empty. */
export function startingValue(schema: z.core.$ZodType): Json {
  const { schema: inner, meta } = fieldNode(schema);
  switch (meta.control) {
    case "object":
      return startingConfig(inner);
    case "list":
    case "refs":
      return [];
    case "map":
      return {};
    case "condition":
      return { combinator: "and", conditions: [] };
    case "boolean":
      return false;
    case "number":
      return 0;
    case "select":
      return meta.options?.[0]?.value ?? "";
    case "oneOf": {
      const [first] = variantsOf(inner);
      return first ? startingValue(first.schema) : "";
    }
    default:
      return "";
  }
}

/** The same for a whole config, whose schema is an object without words of its own. */
export function startingConfig(schema: z.core.$ZodType): { [key: string]: Json } {
  if (!(schema instanceof z.ZodObject)) return {};
  const required = Object.entries(schema.shape).filter(([, member]) => !fieldNode(member).isOptional);
  return Object.fromEntries(required.map(([name, member]) => [name, startingValue(member)]));
}

function jsonOf(value: unknown): Json | undefined {
  const parsed = z.json().safeParse(value);
  return parsed.success ? parsed.data : undefined;
}
