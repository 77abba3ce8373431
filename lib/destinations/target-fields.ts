import { z } from "zod";
import type { Problem } from "@/lib/errors";
import type { JsonObject } from "@/lib/pipeline/context";
import { joinPath, printPath } from "@/lib/pipeline/problems";
import { parseProse } from "@/lib/pipeline/template-prose";
import { findFieldMeta } from "@/lib/schema-form/field";
import { destinationDefinition } from "./catalog";
import type { TargetField } from "./contract";

/** What a template maps and the target does not take; paths relative to the template: `columns.tier`. The same while typing and at a deploy. */
export function checkTargetFields(kind: string, template: JsonObject, fields: readonly TargetField[]): Problem[] {
  return mapsOf(kind, template).flatMap(({ name, map }) => checkMap(kind, map, fields).map((problem) => ({ ...problem, path: joinPath(name, problem.path) })));
}

/** The same for one map; paths are its keys. */
export function checkMap(kind: string, map: JsonObject, fields: readonly TargetField[]): Problem[] {
  const noun = destinationDefinition(kind)?.fieldNoun ?? "field";
  const missing = fields.filter(({ name, isRequired }) => isRequired && !Object.hasOwn(map, name)).map(({ name }) => problem(name, `expected a value: the ${noun} may not be empty and has no default`));
  const mapped = Object.entries(map).flatMap(([name, source]) => {
    const message = checkField(kind, noun, name, source, fields);
    return message === null ? [] : [problem(name, message)];
  });
  return [...missing, ...mapped];
}

/** Whether the template, as it is now, has a map whose keys are the target's fields. */
export function hasTargetFields(kind: string, template: JsonObject): boolean {
  return mapsOf(kind, template).length > 0;
}

function checkField(kind: string, noun: string, name: string, source: unknown, fields: readonly TargetField[]): string | null {
  const field = fields.find((each) => each.name === name);
  if (!field) {
    const alike = fields.find((each) => each.name.toLowerCase() === name.toLowerCase());
    return `there is no ${noun} of this name${alike ? `: it is written ${alike.name}` : ""}`;
  }
  if (!field.isWritable) return `the ${noun} can't be filled from an event`;
  const text = typeof source === "string" ? constantOf(source) : null;
  return text === null ? null : (destinationDefinition(kind)?.checkFieldText?.(field.type, text) ?? null);
}

/** The text itself where it is the same for every event; null where it holds refs. */
function constantOf(source: string): string | null {
  const parsed = parseProse(source);
  if (!parsed.ok) return null;
  const texts = parsed.template.parts.filter((part) => typeof part === "string");
  return texts.length === parsed.template.parts.length ? texts.join("") : null;
}

function mapsOf(kind: string, template: JsonObject): { name: string; map: JsonObject }[] {
  const schema: z.core.$ZodType | undefined = destinationDefinition(kind)?.template;
  const variants = schema instanceof z.ZodDiscriminatedUnion || schema instanceof z.ZodUnion ? schema.options : [schema];
  const own = variants.find((variant) => variant instanceof z.ZodObject && variant.shape["mode"]?.safeParse(template["mode"]).success);
  if (!(own instanceof z.ZodObject)) return [];
  return Object.entries(own.shape).flatMap(([name, member]) => {
    if (findFieldMeta(member)?.keys !== "target") return [];
    const map = z.record(z.string(), z.json()).safeParse(template[name] ?? {});
    return map.success ? [{ name, map: map.data }] : [];
  });
}

function problem(name: string, message: string): Problem {
  return { path: printPath([name]), message };
}
