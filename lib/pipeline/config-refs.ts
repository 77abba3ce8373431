import type { z } from "zod";
import { conditionSchema, type Condition } from "./definition";
import { isGroup } from "./describe-condition";
import { isRefError, parseRef, printRef, type Ref } from "./refs";
import { jsonTemplateRefs, parseJsonTemplate } from "./template-json";
import { parseProse, proseRefs } from "./template-prose";
import { walkFields, type FieldVisit } from "./walk-fields";

/** A ref in a config, where it stands and how it is written. */
export type ConfigRef = { path: string; text: string; ref: Ref };

/** What a config reads: each ref once, in the order of the fields. */
export function configRefs(schema: z.ZodType, config: unknown): { text: string; ref: Ref }[] {
  const byText = new Map<string, { text: string; ref: Ref }>();
  for (const { ref } of walkFields(schema, config).flatMap(fieldRefs)) {
    const text = printRef(ref);
    if (!byText.has(text)) byText.set(text, { text, ref });
  }
  return [...byText.values()];
}

/** The refs of one field: none when its text does not parse. */
export function fieldRefs({ meta, value, path }: FieldVisit): ConfigRef[] {
  switch (meta.control) {
    case "ref":
      return textRef(value, path);
    case "refs":
      return Array.isArray(value) ? value.flatMap((text: unknown, index) => textRef(text, `${path}[${index}]`)) : [];
    case "condition": {
      const parsed = conditionSchema.safeParse(value);
      return parsed.success ? conditionRefs(parsed.data, path) : [];
    }
    case "template": {
      const parsed = typeof value === "string" ? parseProse(value) : null;
      return parsed?.ok ? proseRefs(parsed.template).map(({ ref, text }) => ({ path, text, ref })) : [];
    }
    case "jsonTemplate": {
      const parsed = typeof value === "string" ? parseJsonTemplate(value) : null;
      return parsed?.ok ? jsonTemplateRefs(parsed.template).map(({ ref, text }) => ({ path, text, ref })) : [];
    }
    default:
      return [];
  }
}

/** The refs of a condition, its values' among them. */
export function conditionRefs(condition: Condition, path: string): ConfigRef[] {
  return condition.conditions.flatMap((member, index) => {
    const memberPath = `${path === "" ? "" : `${path}.`}conditions[${index}]`;
    if (isGroup(member)) return conditionRefs(member, memberPath);
    return [...textRef(member.field, `${memberPath}.field`), ...textRef(member.value, `${memberPath}.value`)];
  });
}

function textRef(text: unknown, path: string): ConfigRef[] {
  if (typeof text !== "string" || !text.startsWith("$")) return [];
  const ref = parseRef(text);
  return isRefError(ref) ? [] : [{ path, text, ref }];
}
