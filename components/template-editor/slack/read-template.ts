import { listOf, recordOf, stringOf } from "@/components/block-kit/read-json";
import type { SlackBlocksTemplate, SlackMessageTemplate, SlackTemplate } from "@/lib/destinations/slack/schemas";
import type { Json } from "@/lib/durable/contract";
import type { JsonObject } from "@/lib/pipeline/context";

/** A stored template as the editor takes it: whatever is missing or odd in it reads as empty. */
export function readTemplate(value: JsonObject): SlackTemplate {
  return value["mode"] === "blocks" ? readBlocks(value) : readMessage(value);
}

function readBlocks({ blocks, fallback }: JsonObject): SlackBlocksTemplate {
  return { mode: "blocks", blocks: stringOf(blocks), fallback: stringOf(fallback) };
}

function readMessage(value: JsonObject): SlackMessageTemplate {
  const fields = listOf(value["fields"]).map(recordOf).map(({ label, value: text }) => ({ label: stringOf(label), value: stringOf(text) }));
  const buttons = listOf(value["buttons"]).map(recordOf).map(({ label, url, style }) => ({
    label: stringOf(label), url: stringOf(url), ...(style === "primary" || style === "danger" ? { style } as const : {}),
  }));
  const texts = { title: stringOf(value["title"]), text: stringOf(value["text"]), context: stringOf(value["context"]), fallback: stringOf(value["fallback"]) };
  return { mode: "message", ...texts, ...(fields.length > 0 ? { fields } : {}), ...(buttons.length > 0 ? { buttons } : {}) };
}

/** As it is stored: without the texts that are empty. */
export function writeTemplate(template: SlackTemplate): JsonObject {
  if (template.mode === "blocks") return template;
  const { mode, title, text, fields, buttons, context, fallback } = template;
  const parts: [string, Json | undefined][] = [["title", title], ["text", text], ["fields", fields], ["buttons", buttons?.map(({ style, ...button }) => (style ? { ...button, style } : button))], ["context", context], ["fallback", fallback]];
  return { mode, ...Object.fromEntries(parts.flatMap(([name, part]) => (part === undefined || part === "" || (Array.isArray(part) && part.length === 0) ? [] : [[name, part]]))) };
}
