import { asSchema } from "@/lib/schemas/json-schema";
import { parseYamlSchema } from "@/lib/schemas/yaml-schema";
import type { Recipe } from "./contract";

/** `type` as a person writes it: `text`, `free, pro or scale`, `number, may be missing`. */
export type RecipeField = { name: string; type: string; isOptional: boolean };

/** What the recipe's event is declared to hold, at its first level. */
export function recipeFields({ schema }: Recipe): RecipeField[] {
  const declared = asSchema(parseYamlSchema(schema).schema);
  const required = Array.isArray(declared.required) ? declared.required : [];
  return Object.entries(asSchema(declared.properties)).map(([name, member]) => ({ name, type: typeWords(asSchema(member)), isOptional: !required.includes(name) }));
}

const words: Record<string, string> = { string: "text", integer: "whole number", number: "number", boolean: "true or false", object: "object", array: "list" };
const formats: Record<string, string> = { email: "mail address", "date-time": "date and time", uri: "address" };

function typeWords(member: ReturnType<typeof asSchema>): string {
  if (Array.isArray(member.enum)) return member.enum.map(String).join(" | ");
  const { format, type } = member;
  if (typeof format === "string" && formats[format] !== undefined) return formats[format];
  const single = Array.isArray(type) ? type.find((each) => each !== "null") : type;
  return typeof single === "string" ? (words[single] ?? single) : "anything";
}
