import { z } from "zod";
import { conditionSchema } from "@/lib/pipeline/definition";

export const fieldControls = [
  "text", "longText", "number", "boolean", "select", "secret", "url", "ref", "refs", "template", "jsonTemplate",
  "condition", "pattern", "list", "object", "map", "oneOf", "duration",
] as const;
export type FieldControl = (typeof fieldControls)[number];

/** What a form needs to know of a field besides its type. */
export type FieldMeta = {
  control: FieldControl;
  label: string;
  /** One sentence under the field. */
  help?: string;
  placeholder?: string;
  /** In the words of a select's options. */
  options?: { value: string; label: string }[];
  isAdvanced?: boolean;
  /** Where a map's keys come from: the fields that the destination's target has. Absent: any name. */
  keys?: "target";
  /** Of use only while that select beside it has that value; not asked for before. */
  onlyWhen?: { field: string; is: string };
};

type FieldText = Omit<FieldMeta, "control" | "options">;

const fields = z.registry<FieldMeta>();

/** Form metadata of a schema made by a builder below, looking through optional and default wrappers. */
export function fieldMeta(schema: z.ZodType): FieldMeta {
  const meta = findFieldMeta(schema);
  if (!meta) throw new Error("a config field has no form metadata: make it with lib/schema-form/field");
  return meta;
}

/** The same, undefined for a schema without. */
export function findFieldMeta(schema: z.core.$ZodType): FieldMeta | undefined {
  const own = fields.get(schema);
  if (own) return own;
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault || schema instanceof z.ZodNullable) {
    return findFieldMeta(schema.def.innerType);
  }
  return undefined;
}

function withMeta<S extends z.ZodType>(schema: S, control: FieldControl, text: FieldText, options?: FieldMeta["options"]): S {
  // A copy, for one schema may serve several fields, each with words of its own: every condition is the same schema.
  const own = schema.clone();
  fields.add(own, { control, ...text, ...(options ? { options } : {}) });
  return own;
}

/** Every config field is made by one of these: one schema gives validation, types and the form. */
export const field = {
  text: (text: FieldText, max = 1000) => withMeta(z.string().max(max), "text", text),
  longText: (text: FieldText, max = 10_000) => withMeta(z.string().max(max), "longText", text),
  number: (text: FieldText, schema: z.ZodNumber = z.number()) => withMeta(schema, "number", text),
  boolean: (text: FieldText) => withMeta(z.boolean(), "boolean", text),
  select: <const V extends readonly [string, ...string[]]>(text: FieldText, values: V, labels?: Partial<Record<V[number], string>>) =>
    withMeta(z.enum(values), "select", text, values.map((value: V[number]) => ({ value, label: labels?.[value] ?? value }))),
  /** Held encrypted, write-only over the API. */
  secret: (text: FieldText, schema: z.ZodString = z.string().min(1).max(4000)) => withMeta(schema, "secret", text),
  url: (text: FieldText) => withMeta(z.url({ protocol: /^https?$/ }).max(3000), "url", text),
  /** One ref, `$event.email`. */
  ref: (text: FieldText) => withMeta(z.string().min(2).max(512).startsWith("$"), "ref", text),
  refs: (text: FieldText) => withMeta(z.array(z.string().min(2).max(512).startsWith("$")).min(1).max(50), "refs", text),
  /** Prose with refs and `{{ … | filter }}`. */
  template: (text: FieldText, max = 40_000) => withMeta(z.string().max(max), "template", text),
  /** A JSON document with refs. */
  jsonTemplate: (text: FieldText, max = 100_000) => withMeta(z.string().max(max), "jsonTemplate", text),
  /** A regular expression in RE2 syntax: linear time, whatever it is. */
  pattern: (text: FieldText, max = 1000) => withMeta(z.string().max(max), "pattern", text),
  condition: (text: FieldText) => withMeta(conditionSchema, "condition", text),
  list: <S extends z.ZodType>(text: FieldText, item: S, max = 100) => withMeta(z.array(item).max(max), "list", text),
  object: <S extends z.ZodRawShape>(text: FieldText, shape: S) => withMeta(z.strictObject(shape), "object", text),
  map: <S extends z.ZodType>(text: FieldText, value: S) => withMeta(z.record(z.string(), value), "map", text),
  /** One of several fields, each made by a builder: `"fail"` or `{ label }`. */
  oneOf: <const V extends readonly [z.ZodType, ...z.ZodType[]]>(text: FieldText, variants: V) => withMeta(z.union(variants), "oneOf", text),
  /** `30s`, `5m`, `1h`, `7d`. */
  duration: (text: FieldText) => withMeta(z.string().regex(/^\d+(ms|s|m|h|d)$/, "expected a duration such as 5m, 1h or 7d"), "duration", text),
};
