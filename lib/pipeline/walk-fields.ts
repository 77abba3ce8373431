import { z } from "zod";
import { findFieldMeta, type FieldMeta } from "@/lib/schema-form/field";
import { joinPath, printPath } from "./problems";

export type FieldVisit = { meta: FieldMeta; value: unknown; path: string };

/** Every field of a config that has form metadata, with its value and path. Absent values are not visited. */
export function walkFields(schema: z.core.$ZodType, value: unknown, path = ""): FieldVisit[] {
  if (value === undefined) return [];
  const meta = findFieldMeta(schema);
  const own = meta ? [{ meta, value, path }] : [];
  // A condition is one field to whoever asks; its inside has no fields of its own.
  return meta?.control === "condition" ? own : [...own, ...walkMembers(schema, value, path)];
}

function walkMembers(schema: z.core.$ZodType, value: unknown, path: string): FieldVisit[] {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault || schema instanceof z.ZodNullable) {
    // The wrapper answers with its inner schema's metadata, already seen.
    return walkMembers(schema.def.innerType, value, path);
  }
  if (schema instanceof z.ZodUnion) {
    const option = schema.options.find((candidate) => z.safeParse(candidate, value).success);
    return option ? walkFields(option, value, path) : [];
  }
  if (schema instanceof z.ZodArray && Array.isArray(value)) {
    return value.flatMap((item: unknown, index) => walkFields(schema.element, item, `${path}[${index}]`));
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) return [];
  const members = new Map<string, unknown>(Object.entries(value));
  if (schema instanceof z.ZodObject) {
    return Object.entries(schema.shape).flatMap(([key, member]) => walkFields(member, members.get(key), joinPath(path, printPath([key]))));
  }
  if (!(schema instanceof z.ZodRecord)) return [];
  const { valueType } = schema.def;
  return [...members].flatMap(([key, member]) => walkFields(valueType, member, joinPath(path, printPath([key]))));
}
