import type { Json } from "@/lib/durable/contract";
import { escapeDiscord, escapeNone, escapeUrl, type Position } from "@/lib/pipeline/escape";
import type { RunContext } from "@/lib/pipeline/context";
import { jsonTemplateOf, renderJson } from "@/lib/pipeline/template-json";
import { proseOf, renderProse } from "@/lib/pipeline/template-prose";
import { wellFormedJson } from "@/lib/pipeline/well-formed";
import type { Rendered, RenderInput, RenderRefusal } from "../contract";
import { isWebUrl } from "../is-web-url";
import { scalarFields } from "../scalar-fields";
import { fitMessage } from "./fit-message";
import { discordMessage, type DiscordMessage } from "./message";
import type { DiscordConfig, DiscordMessageTemplate, DiscordTarget, DiscordTemplate } from "./schemas";

const color = 0x5865f2;
const defaultFieldsMax = 10;

/** The body of the message but who may be pinged: nobody, which is said when it is sent. */
export function renderDiscord({ template, context, fieldOrder }: RenderInput<DiscordTemplate, DiscordConfig, DiscordTarget>): Rendered | RenderRefusal {
  const draft = template === undefined ? defaultMessage(context, fieldOrder) : template.mode === "message" ? messageOf(template, context) : jsonMessage(template.body, context);
  if ("refused" in draft) return draft;
  const { message, cuts } = fitMessage(draft);
  if ((message.content ?? "").trim() === "" && (message.embeds ?? []).length === 0) return { refused: { code: "empty_message", detail: "expected a content or an embed: Discord takes no empty message" } };
  return { message: wellFormedJson(message), cuts };
}

function defaultMessage({ event }: RunContext, fieldOrder: string[] | undefined): DiscordMessage {
  const fields = scalarFields(event.payload, fieldOrder).slice(0, defaultFieldsMax);
  return {
    embeds: [{
      title: escapeDiscord(event.type),
      ...(isWebUrl(event.meta.url) ? { url: event.meta.url } : {}),
      color,
      timestamp: event.received_at,
      fields: fields.map(([name, value]) => ({ name: escapeDiscord(name), value: shown(escapeDiscord(value)), inline: true })),
    }],
  };
}

function messageOf({ title = "", text = "", fields = [], buttons = [], context: smallPrint = "" }: DiscordMessageTemplate, context: RunContext): DiscordMessage {
  const prose = (source: string) => renderProse(proseOf(source), context, escapeDiscord);
  const links = buttons
    .map(({ label, url }) => ({ label: prose(label).trim() || "Open", url: renderProse(proseOf(url, { as: "url" }), context, escapeUrl) }))
    .filter(({ url }) => isWebUrl(url))
    .map(({ label, url }) => `[${label}](${url.replace(/[()]/g, (character) => (character === "(" ? "%28" : "%29"))})`);
  const description = [prose(text).trim(), links.join(" · ")].filter((part) => part !== "").join("\n\n");
  const heading = prose(title).replace(/\s+/g, " ").trim();
  const footer = renderProse(proseOf(smallPrint), context, escapeNone).trim();
  return {
    embeds: [{
      ...(heading === "" ? {} : { title: heading }),
      ...(description === "" ? {} : { description }),
      color,
      timestamp: context.event.received_at,
      fields: fields.map(({ label, value }) => ({ name: shown(prose(label)), value: shown(prose(value)), inline: true })),
      ...(footer === "" ? {} : { footer: { text: footer } }),
    }],
  };
}

function jsonMessage(body: string, context: RunContext): DiscordMessage | RenderRefusal {
  const rendered = renderJson(jsonTemplateOf(body), context, { escape: (value, position, { key }) => escapeIn(key, value, position), typed: (value, { key }) => typedIn(key, value) });
  const parsed = discordMessage.safeParse(withoutNulls(rendered));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  return { refused: { code: "invalid_message", detail: `expected { content, embeds } as Discord documents them: ${issue?.path.join(".")}: ${issue?.message}` } };
}

const isUrlKey = (key: string | null) => key === "url" || key === "icon_url";

function escapeIn(key: string | null, value: string, position: Position): string {
  return isUrlKey(key) ? escapeUrl(value, position === "text" ? "urlPart" : position) : escapeDiscord(value, position);
}

/** A whole object of an event would be an embed of its sender's choice, so it turns into text. */
function typedIn(key: string | null, value: Json): Json {
  if (typeof value === "number" || typeof value === "boolean" || value === null) return value;
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return isUrlKey(key) ? escapeUrl(text, "url") : escapeDiscord(text);
}

/** What an event lacks is left out: Discord takes no null. */
function withoutNulls(value: Json): Json {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== null).map(([name, member]) => [name, withoutNulls(member)]));
}

/** Discord refuses a field without a label or a value. */
function shown(text: string): string {
  return text.trim() === "" ? "–" : text;
}
