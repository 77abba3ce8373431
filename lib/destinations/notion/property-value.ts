import type { Json } from "@/lib/durable/contract";
import { cutTo } from "../cut-to";
import { notionLimits as limits } from "./limits";
import { richTexts } from "./rich-text";

/** A value as a property of that type takes it; a problem in words where it can't. Undefined: the property is left out. */
export function propertyValue(type: string, value: Json): { value: Json } | { problem: string } | undefined {
  if (value === null || value === "") return undefined;
  const text = typeof value === "string" ? value : JSON.stringify(value);
  switch (type) {
    case "rich_text":
      return { value: { rich_text: richTexts(cutTo(text, limits.propertyText)) } };
    case "title":
      return { value: { title: richTexts(cutTo(text, limits.title)) } };
    case "number":
      return numberOf(value);
    case "checkbox":
      return value === true || value === false ? { value: { checkbox: value } } : /^(true|false)$/i.test(text) ? { value: { checkbox: text.toLowerCase() === "true" } } : { problem: `expected true or false, got ${shown(text)}` };
    case "select":
    case "status":
      // A comma parts options in Notion's own lists.
      return { value: { [type]: { name: cutTo(text.replaceAll(",", " "), 100) } } };
    case "multi_select":
      return { value: { multi_select: (Array.isArray(value) ? value.map(String) : text.split(",")).map((name) => name.trim()).filter((name) => name !== "").slice(0, 100).map((name) => ({ name: cutTo(name.replaceAll(",", " "), 100) })) } };
    case "date":
      return /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)?)?$/.test(text) && !Number.isNaN(Date.parse(text)) ? { value: { date: { start: text } } } : { problem: `expected a date such as 2026-01-31 or 2026-01-31T09:30:00Z, got ${shown(text)}` };
    case "url":
      return URL.canParse(text) && text.length <= limits.url ? { value: { url: text } } : { problem: `expected an address of at most ${limits.url} characters, got ${shown(text)}` };
    case "email":
      return text.length <= limits.email ? { value: { email: text } } : { problem: `expected at most ${limits.email} characters` };
    case "phone_number":
      return text.length <= limits.phone ? { value: { phone_number: text } } : { problem: `expected at most ${limits.phone} characters` };
    default:
      return { problem: `a property of the type ${type} can't be filled from an event` };
  }
}

/** The types that the cases above make values of. */
const fillable = new Set(["rich_text", "title", "number", "checkbox", "select", "status", "multi_select", "date", "url", "email", "phone_number"]);

export function isFillable(type: string): boolean {
  return fillable.has(type);
}

function numberOf(value: Json): { value: Json } | { problem: string } {
  const number = typeof value === "number" ? value : typeof value === "string" && /^-?\d+(\.\d+)?$/.test(value.trim()) ? Number(value) : Number.NaN;
  return Number.isFinite(number) ? { value: { number } } : { problem: `expected a number, got ${shown(JSON.stringify(value))}` };
}

function shown(text: string): string {
  return JSON.stringify(cutTo(text, 60));
}
