import type { Json } from "@/lib/durable/contract";
import { escapeNone, escapeUrl } from "@/lib/pipeline/escape";
import type { RunContext } from "@/lib/pipeline/context";
import { refOf, resolveRef } from "@/lib/pipeline/refs";
import { proseOf, renderProse } from "@/lib/pipeline/template-prose";
import type { Rendered, RenderInput, RenderRefusal } from "../contract";
import { cutNoted } from "../cut-to";
import { isWebUrl } from "../is-web-url";
import { scalarFields } from "../scalar-fields";
import { notionLimits as limits } from "./limits";
import type { NotionBlock, NotionMessage, RichText } from "./message";
import { richTexts } from "./rich-text";
import type { NotionConfig, NotionTarget, NotionTemplate } from "./schemas";

const defaultFieldsMax = 25;

type Parts = { title: string; text: string; fields: { label: string; value: string }[]; links: { label: string; url: string }[]; smallPrint: string };

/** Texts are texts here: Notion reads no markup, so a value can make none. Types are given when the database is known. */
export function renderNotion({ template, target, context }: RenderInput<NotionTemplate, NotionConfig, NotionTarget>): Rendered | RenderRefusal {
  const cuts: string[] = [];
  const cut = (name: string, text: string, max: number) => {
    const noted = cutNoted(name, text, max);
    if (noted.cut !== null) cuts.push(noted.cut);
    return noted.text;
  };
  const parts = template === undefined ? defaultParts(context) : partsOf(template, context);
  const title = cut("the title", parts.title.replace(/\s+/g, " ").trim() || context.event.type, limits.title);
  const properties = template === undefined ? Object.fromEntries(scalarEntries(context)) : Object.fromEntries(Object.entries(template.properties ?? {}).map(([name, source]) => [name, valueOf(source, context)]));
  const blocks = [
    // A row has its title as a property; at the end of a page it is a heading.
    ...(target.kind === "page" ? [heading(title)] : []),
    ...paragraph(richTexts(cut("the text", parts.text, limits.text))),
    ...parts.fields.map(({ label, value }) => bullet([...richTexts(label === "" ? "" : `${label}: `, { bold: true }), ...richTexts(cut("a field", value || "–", limits.propertyText))])),
    ...parts.links.flatMap(({ label, url }) => paragraph(richTexts(label, { url }))),
    ...paragraph(richTexts(parts.smallPrint)),
  ];
  if (blocks.length > limits.blocks) cuts.push(`${blocks.length - limits.blocks} blocks were left out: there may be ${limits.blocks}`);
  const message: NotionMessage = { title, properties, isOpen: template === undefined, blocks: blocks.slice(0, limits.blocks) };
  return { message, cuts };
}

function defaultParts({ event, fieldOrder }: RunContext): Parts {
  const fields = scalarFields({ event, fieldOrder }).slice(0, defaultFieldsMax);
  const [first] = fields;
  return {
    title: first === undefined ? event.type : `${event.type} ${first[1]}`,
    text: "",
    fields: fields.map(([label, value]) => ({ label, value })),
    links: [{ label: "Open event", url: event.meta.url }].filter(({ url }) => isWebUrl(url)),
    smallPrint: "",
  };
}

function partsOf({ title = "", text = "", fields = [], buttons = [], context: smallPrint = "" }: NotionTemplate, context: RunContext): Parts {
  const prose = (source: string) => renderProse(proseOf(source), context, escapeNone).trim();
  return {
    title: prose(title),
    text: prose(text),
    fields: fields.map(({ label, value }) => ({ label: prose(label), value: prose(value) })),
    links: buttons.map(({ label, url }) => ({ label: prose(label) || "Open", url: renderProse(proseOf(url, { as: "url" }), context, escapeUrl) })).filter(({ url }) => isWebUrl(url)),
    smallPrint: prose(smallPrint),
  };
}

/** With their types, which a database's number and checkbox want. */
function scalarEntries({ event, fieldOrder }: RunContext): [string, Json][] {
  const payload = event.payload;
  if (typeof payload !== "object" || payload === null || Array.isArray(payload)) return [];
  return scalarFields({ event, fieldOrder }).map(([name]) => [name, payload[name] ?? null]);
}

function valueOf(source: string, context: RunContext): Json {
  const ref = refOf(source.trim());
  return ref ? (resolveRef(ref, context) ?? null) : renderProse(proseOf(source), context, escapeNone);
}

function heading(title: string): NotionBlock {
  return { object: "block", type: "heading_2", heading_2: { rich_text: richTexts(title) } };
}

function paragraph(rich_text: RichText[]): NotionBlock[] {
  return rich_text.length === 0 ? [] : [{ object: "block", type: "paragraph", paragraph: { rich_text } }];
}

function bullet(rich_text: RichText[]): NotionBlock {
  return { object: "block", type: "bulleted_list_item", bulleted_list_item: { rich_text } };
}
