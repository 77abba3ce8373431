import { z } from "zod";
import { describeCondition } from "@/lib/pipeline/describe-condition";
import { conditionSchema } from "@/lib/pipeline/definition";
import { truncateText } from "@/lib/pipeline/text";
import { findFieldMeta, type FieldMeta } from "@/lib/schema-form/field";
import { isSameJson } from "../editor/same-json";

/** What changed in a config, in the words of its form: `Labels › critical › Words: added “fire”`. */
export function diffConfig(schema: z.core.$ZodType | undefined, before: unknown, after: unknown): string[] {
  return diffValue(schema, before, after, []);
}

function diffValue(schema: z.core.$ZodType | undefined, before: unknown, after: unknown, place: string[]): string[] {
  if (isSameJson(before, after)) return [];
  const meta = schema && findFieldMeta(schema);
  if (meta?.control === "condition") return [line(place, change(conditionWords(before), conditionWords(after)))];
  if (Array.isArray(before) && Array.isArray(after)) return diffList(elementOf(schema), before, after, place);
  if (isRecord(before) && isRecord(after)) {
    const members = memberOf(schema, after);
    return [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((key) => {
      const member = members(key);
      return diffValue(member, before[key], after[key], [...place, labelOf(member, key, schema)]);
    });
  }
  return [line(place, change(words(before, meta), words(after, meta)))];
}

function diffList(item: z.core.$ZodType | undefined, before: unknown[], after: unknown[], place: string[]): string[] {
  const nameOf = (value: unknown) => (isRecord(value) ? value.name ?? value.label : value);
  const isNamed = [...before, ...after].every((value) => typeof nameOf(value) === "string") && isUnique(before.map(nameOf)) && isUnique(after.map(nameOf));
  if (!isNamed) {
    const length = Math.max(before.length, after.length);
    return Array.from({ length }, (_, index) => diffValue(item, before[index], after[index], [...place, `${index + 1}`])).flat();
  }
  const find = (list: unknown[], name: unknown) => list.find((value) => nameOf(value) === name);
  const added = after.filter((value) => find(before, nameOf(value)) === undefined).map((value) => quote(nameOf(value)));
  const removed = before.filter((value) => find(after, nameOf(value)) === undefined).map((value) => quote(nameOf(value)));
  const inBoth = (list: unknown[], other: unknown[]) => list.map(nameOf).filter((name) => find(other, name) !== undefined);
  return [
    ...(added.length > 0 ? [line(place, `added ${added.join(", ")}`)] : []),
    ...(removed.length > 0 ? [line(place, `removed ${removed.join(", ")}`)] : []),
    ...(isSameJson(inBoth(before, after), inBoth(after, before)) ? [] : [line(place, "in another order")]),
    ...after.flatMap((value) => {
      const old = find(before, nameOf(value));
      return old === undefined ? [] : diffValue(item, old, value, [...place, String(nameOf(value))]);
    }),
  ];
}

function line(place: string[], text: string): string {
  return place.length === 0 ? text : `${place.join(" › ")}: ${text}`;
}

function change(before: string | null, after: string | null): string {
  if (before === null) return after === null ? "changed" : `set to ${after}`;
  if (after === null) return `${before} removed`;
  // Two long texts that begin alike would read the same.
  return before.length + after.length > 120 || before === after ? "changed" : `${before} → ${after}`;
}

function words(value: unknown, meta: FieldMeta | undefined): string | null {
  if (value === undefined || value === null) return null;
  if (typeof value === "boolean") return value ? "on" : "off";
  if (typeof value === "string") return meta?.options?.find((option) => option.value === value)?.label ?? quote(value.replace(/\s+/g, " "));
  if (isRecord(value) && Object.values(value).length === 1) return words(Object.values(value)[0], undefined);
  return truncateText(JSON.stringify(value), 80);
}

function conditionWords(value: unknown): string | null {
  const parsed = conditionSchema.safeParse(value);
  return parsed.success ? describeCondition(parsed.data) : null;
}

function quote(value: unknown): string {
  return `“${String(value)}”`;
}

function isUnique(values: unknown[]): boolean {
  return new Set(values).size === values.length;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A map's keys are the user's own names; a field's label is the form's. */
function labelOf(member: z.core.$ZodType | undefined, key: string, parent: z.core.$ZodType | undefined): string {
  return unwrap(parent) instanceof z.ZodRecord ? key : (member && findFieldMeta(member)?.label) ?? key;
}

function elementOf(schema: z.core.$ZodType | undefined): z.core.$ZodType | undefined {
  const inner = unwrap(schema);
  return inner instanceof z.ZodArray ? inner.element : undefined;
}

function memberOf(schema: z.core.$ZodType | undefined, value: unknown): (key: string) => z.core.$ZodType | undefined {
  const inner = unwrap(schema);
  if (inner instanceof z.ZodRecord) return () => inner.def.valueType;
  if (inner instanceof z.ZodUnion) return memberOf(inner.options.find((option) => z.safeParse(option, value).success), value);
  const shape: Record<string, z.core.$ZodType> = inner instanceof z.ZodObject ? inner.shape : {};
  return (key) => shape[key];
}

function unwrap(schema: z.core.$ZodType | undefined): z.core.$ZodType | undefined {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault || schema instanceof z.ZodNullable) return unwrap(schema.def.innerType);
  return schema;
}
