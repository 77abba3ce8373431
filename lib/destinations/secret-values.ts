import { z } from "zod";
import type { Json } from "@/lib/durable/contract";
import { fieldMeta } from "@/lib/schema-form/field";

/** Every value in `value` that its schema declares a secret. */
export function secretValues(schema: z.core.$ZodType, value: unknown): string[] {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault || schema instanceof z.ZodNullable) return secretValues(schema.def.innerType, value);
  if (schema instanceof z.ZodObject) return isRecord(value) ? Object.entries(schema.shape).flatMap(([name, inner]) => secretValues(inner, value[name])) : [];
  if (schema instanceof z.ZodRecord) return isRecord(value) ? Object.values(value).flatMap((item) => secretValues(schema.def.valueType, item)) : [];
  if (schema instanceof z.ZodArray) return Array.isArray(value) ? value.flatMap((item) => secretValues(schema.def.element, item)) : [];
  return schema instanceof z.ZodString && typeof value === "string" && fieldMeta(schema).control === "secret" ? [value] : [];
}

/** The same value with every secret in it replaced, whatever a receiver made of it in its answer. */
export function scrubSecrets<T extends Json>(value: T, secrets: string[]): T {
  const forms = formsOf(secrets);
  // Only texts change, so the shape stays.
  return forms.length === 0 ? value : (scrub(value, forms) as T);
}

const knownForms = new WeakMap<string[], string[]>();

function formsOf(secrets: string[]): string[] {
  const forms = knownForms.get(secrets) ?? [...new Set(secrets.flatMap(spellings))].filter((form) => form.length >= 4);
  knownForms.set(secrets, forms);
  return forms;
}

function spellings(secret: string): string[] {
  return [secret, JSON.stringify(secret).slice(1, -1), encodeURIComponent(secret), Buffer.from(secret).toString("base64"), ...pathSecrets(secret)];
}

/** An address that is a secret holds it in its path: a receiver may repeat that alone. */
function pathSecrets(secret: string): string[] {
  return URL.canParse(secret) ? new URL(secret).pathname.split("/").filter((segment) => segment.length >= 16) : [];
}

function scrub(value: Json, forms: string[]): Json {
  if (typeof value === "string") return forms.reduce((text, form) => text.replaceAll(form, "[secret]"), value);
  if (Array.isArray(value)) return value.map((item) => scrub(item, forms));
  if (typeof value === "object" && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [String(scrub(name, forms)), scrub(item, forms)]));
  }
  return value;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
