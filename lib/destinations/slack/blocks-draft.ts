import type { Json } from "@/lib/durable/contract";
import { escapeNone, escapeSlack, escapeUrl, type Position } from "@/lib/pipeline/escape";
import type { RunContext } from "@/lib/pipeline/context";
import { jsonTemplateOf, renderJson } from "@/lib/pipeline/template-json";
import { proseOf, renderProse } from "@/lib/pipeline/template-prose";
import type { SlackBlocksTemplate } from "./schemas";
import type { SlackDraft } from "./message-draft";

/** Block Kit as the author wrote it. Values fill texts, links and scalars; none can become a block or a block's type. */
export function blocksDraft(template: SlackBlocksTemplate, context: RunContext): SlackDraft {
  const rendered = renderJson(jsonTemplateOf(template.blocks), context, {
    escape: (value, position, place) => escapeIn(value, position, place),
    typed: (value, place) => typedIn(value, place),
  });
  return {
    blocks: isObject(rendered) ? (rendered["blocks"] ?? null) : rendered,
    fallback: renderProse(proseOf(template.fallback), context, escapeSlack).trim() || escapeSlack(context.event.type),
    cuts: [],
  };
}

/** The nearest property name and the `type` written beside it. */
type Place = { key: string | null; type: string | null };

function escapeIn(value: string, position: Position, place: Place): string {
  if (place.key === "type") return "";
  if (isUrlKey(place.key)) return escapeUrl(value, isWholeUrl(value) ? "url" : "urlPart");
  if (place.key !== "text") return escapeNone(value);
  if (place.type === "markdown") return escapeMarkdown(value);
  return isParsed(place.type) ? escapeSlack(value, position) : escapeNone(value);
}

/** A string that is exactly one ref. Whole objects from an event would be blocks of its sender's choice, so they turn into text. */
function typedIn(value: Json, place: Place): Json {
  if (place.key === "type") return "";
  if (isUrlKey(place.key)) return escapeUrl(asText(value), "url");
  if (place.key === "text" || place.key === "alt_text") return escapeIn(asText(value), "text", place);
  return typeof value === "object" && value !== null ? JSON.stringify(value) : value;
}

function isUrlKey(key: string | null): boolean {
  return key === "url" || (key !== null && key.endsWith("_url"));
}

/** Behind literal text it can't change the host any more; alone it is the link. */
function isWholeUrl(value: string): boolean {
  return /^(https?:\/\/|mailto:)/i.test(value.trim());
}

/** A text object whose type is not written out might be `mrkdwn`. */
function isParsed(type: string | null): boolean {
  return type === "mrkdwn" || type === null;
}

/** A markdown block takes CommonMark, where a backslash makes any punctuation plain, and Slack's entities. */
function escapeMarkdown(value: string): string {
  return escapeSlack(value.replace(/[\\`*_[\]()!#~|:@.+-]/g, "\\$&"));
}

function asText(value: Json): string {
  if (value === null) return "";
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

function isObject(value: Json): value is { [key: string]: Json } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
