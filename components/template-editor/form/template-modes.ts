import { z } from "zod";
import { findFieldMeta } from "@/lib/schema-form/field";

export type TemplateMode = { value: string; label: string };

/** The forms a kind's template comes in, told apart by `mode`. */
export function modesOf(template: z.ZodType): TemplateMode[] {
  return variantsOf(template).flatMap((variant) => {
    const { mode } = variant.shape;
    return mode instanceof z.ZodType ? (findFieldMeta(mode)?.options ?? []) : [];
  });
}

/** What a person fills in of one form: its fields without `mode`. */
export function modeSchema(template: z.ZodType, mode: string): z.ZodObject {
  const variant = variantsOf(template).find((each) => each.shape["mode"]?.safeParse(mode).success) ?? variantsOf(template)[0];
  return z.strictObject(Object.fromEntries(Object.entries(variant?.shape ?? {}).filter(([name]) => name !== "mode")));
}

function variantsOf(template: z.ZodType): z.ZodObject<Record<string, z.ZodType>>[] {
  const all: readonly z.core.$ZodType[] = template instanceof z.ZodDiscriminatedUnion || template instanceof z.ZodUnion ? template.options : [template];
  return all.filter((each): each is z.ZodObject<Record<string, z.ZodType>> => each instanceof z.ZodObject);
}
