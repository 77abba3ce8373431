import type { Json } from "@/lib/durable/contract";
import type { JsonNode } from "@/lib/pipeline/json-template-syntax";
import { parseJsonTemplate } from "@/lib/pipeline/template-json";
import { slackLimits } from "./limits";
import type { SlackBlocksTemplate, SlackMessageTemplate } from "./schemas";

type JsonObject = { [key: string]: Json };

/** The blocks a message's template makes, its refs kept, as a document to go on with. */
export function toBlocksTemplate(template: SlackMessageTemplate): SlackBlocksTemplate {
  return { mode: "blocks", blocks: JSON.stringify({ blocks: blocksOf(template) }, null, 2), fallback: template.fallback || ownFallback(template) };
}

/**
 * Title, text, fields and buttons of a document of blocks. `isExact` says whether they make the same blocks again; else what
 * has no place in them is lost.
 */
export function toMessageTemplate({ blocks, fallback }: Pick<SlackBlocksTemplate, "blocks" | "fallback">): { template: SlackMessageTemplate; isExact: boolean } {
  const parsed = parseJsonTemplate(blocks);
  const root = parsed.ok ? sourceOf(parsed.template.root) : null;
  const list = isObject(root) ? (root["blocks"] ?? null) : root;
  const template = readBlocks(Array.isArray(list) ? list.filter(isObject) : []);
  const withFallback = fallback === "" || fallback === ownFallback(template) ? template : { ...template, fallback };
  return { template: withFallback, isExact: parsed.ok && canonical(blocksOf(template)) === canonical(list) };
}

function blocksOf({ title = "", text = "", fields = [], buttons = [], context = "", fallback = "" }: SlackMessageTemplate): Json[] {
  const blocks: Json[] = [
    ...(title.trim() === "" ? [] : [{ type: "header", text: plainText(title) }]),
    ...(text.trim() === "" ? [] : [{ type: "section", text: mrkdwn(text) }]),
    ...(fields.length === 0 ? [] : [{ type: "section", fields: fields.map(({ label, value }) => mrkdwn(fieldText(label, value))) }]),
    ...(buttons.length === 0 ? [] : [{ type: "actions", elements: buttons.map(buttonOf) }]),
    ...(context.trim() === "" ? [] : [{ type: "context", elements: [mrkdwn(context)] }]),
  ];
  return blocks.length > 0 ? blocks : [{ type: "section", text: mrkdwn(fallback || "$event.type") }];
}

function fieldText(label: string, value: string): string {
  return `${label.trim() === "" ? "" : `*${label}*\n`}${value.trim() === "" ? "–" : value}`;
}

function buttonOf({ label, url, style }: NonNullable<SlackMessageTemplate["buttons"]>[number]): Json {
  return { type: "button", text: plainText(label.trim() === "" ? "Open" : label), url, ...(style === "primary" || style === "danger" ? { style } : {}) };
}

function plainText(text: string): Json {
  return { type: "plain_text", text, emoji: true };
}

function mrkdwn(text: string): Json {
  return { type: "mrkdwn", text, verbatim: true };
}

function ownFallback({ title = "", text = "" }: SlackMessageTemplate): string {
  return [title, text].filter((part) => part !== "").join(": ") || "$event.type";
}

function readBlocks(blocks: JsonObject[]): SlackMessageTemplate {
  const ofType = (type: string) => blocks.filter((block) => block["type"] === type);
  const title = ofType("header").map(textOf).find((text) => text !== "");
  const text = [...ofType("section"), ...ofType("markdown")].map(textOf).filter((part) => part !== "").join("\n");
  const fields = ofType("section").flatMap((block) => listOf(block["fields"])).map((field) => readField(stringOf(field["text"])));
  const buttons = ofType("actions").flatMap((block) => listOf(block["elements"])).flatMap(readButton).slice(0, 5);
  const context = ofType("context").flatMap((block) => listOf(block["elements"])).map((element) => stringOf(element["text"])).filter((part) => part !== "").join(" ");
  return {
    mode: "message",
    ...(title === undefined ? {} : { title }),
    ...(text === "" ? {} : { text }),
    ...(fields.length === 0 ? {} : { fields: fields.slice(0, slackLimits.sectionFields) }),
    ...(buttons.length === 0 ? {} : { buttons }),
    ...(context === "" ? {} : { context }),
  };
}

function readField(text: string): { label: string; value: string } {
  const [, label = "", value = text] = /^\*([^\n]*)\*\n([^]*)$/.exec(text) ?? [];
  return { label, value };
}

function readButton(element: JsonObject): NonNullable<SlackMessageTemplate["buttons"]> {
  const { type, url, style } = element;
  if (type !== "button" || typeof url !== "string") return [];
  return [{ label: textOf(element), url, ...(style === "primary" || style === "danger" ? { style } : {}) }];
}

/** The text of a block's or an element's text object; a markdown block's own. */
function textOf({ text }: JsonObject): string {
  return isObject(text) ? stringOf(text["text"]) : stringOf(text);
}

/** A template's document with its refs as they are written. */
function sourceOf(node: JsonNode): Json {
  switch (node.kind) {
    case "literal":
      return node.value;
    case "now":
      return "now()";
    case "ref":
      return node.text;
    case "prose":
      return node.template.source;
    case "array":
      return node.items.map(sourceOf);
    case "object":
      return Object.fromEntries(node.entries.map(({ key, value }) => [key, sourceOf(value)]));
  }
}

/** Equal texts for equal documents, whatever the order of their keys. */
function canonical(value: Json): string {
  return JSON.stringify(value, (_key, inner: Json) => (isObject(inner) ? Object.fromEntries(Object.entries(inner).toSorted(([a], [b]) => (a < b ? -1 : 1))) : inner));
}

function listOf(value: Json | undefined): JsonObject[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

function stringOf(value: Json | undefined): string {
  return typeof value === "string" ? value : "";
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
