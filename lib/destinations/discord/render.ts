import { escapeDiscord, escapeNone, escapeUrl } from "@/lib/pipeline/escape";
import type { RunContext } from "@/lib/pipeline/context";
import { proseOf, renderProse } from "@/lib/pipeline/template-prose";
import { wellFormedJson } from "@/lib/pipeline/well-formed";
import type { Rendered, RenderInput, RenderRefusal } from "../contract";
import { cutTo } from "../cut-to";
import { isWebUrl } from "../is-web-url";
import { scalarFields } from "../scalar-fields";
import { fitMessage } from "./fit-message";
import { isBlank, jsonMessage } from "./json-message";
import { markdownLink } from "./markdown";
import type { DiscordMessage } from "./message";
import type { DiscordConfig, DiscordMessageTemplate, DiscordTarget, DiscordTemplate } from "./schemas";

const color = 0x5865f2;
const defaultFieldsMax = 10;
const linkLabelMax = 80;

type Input = RenderInput<DiscordTemplate, DiscordConfig, DiscordTarget>;
/** `links` are Markdown, to stand below the text whatever is cut; `notes` say what else was left out. */
type Draft = { message: DiscordMessage; links?: string[]; notes?: string[] };

/** The body of the message but who may be pinged: nobody, which is said when it is sent. */
export function renderDiscord(input: Input): Rendered | RenderRefusal {
  const draft = draftOf(input);
  if ("refused" in draft) return draft;
  const { message, cuts } = fitMessage(draft.message, draft.links ?? [], input.context.event.meta.url);
  if (message.content === undefined && message.embeds === undefined) return { refused: { code: "empty_message", detail: "expected a content or an embed: Discord takes no empty message" } };
  return { message: wellFormedJson(message), cuts: [...(draft.notes ?? []), ...cuts] };
}

function draftOf({ template, context }: Input): Draft | RenderRefusal {
  if (template === undefined) return { message: defaultMessage(context) };
  return template.mode === "message" ? messageDraft(template, context) : jsonMessage(template.body, context);
}

function defaultMessage({ event, fieldOrder }: RunContext): DiscordMessage {
  const fields = scalarFields({ event, fieldOrder }).slice(0, defaultFieldsMax);
  return {
    embeds: [{
      title: escapeDiscord(event.type),
      ...(isWebUrl(event.meta.url) ? { url: event.meta.url } : {}),
      color,
      timestamp: event.received_at,
      fields: fields.map(([name, value]) => ({ name: shown(escapeDiscord(name)), value: shown(escapeDiscord(value)), inline: true })),
    }],
  };
}

function messageDraft({ title = "", text = "", fields = [], buttons = [], context: smallPrint = "" }: DiscordMessageTemplate, context: RunContext): Draft {
  const prose = (source: string) => renderProse(proseOf(source), context, escapeDiscord);
  const links = buttons
    .map(({ label, url }) => ({ label: cutTo(prose(label).replace(/\s+/g, " ").trim() || "Open", linkLabelMax), url: renderProse(proseOf(url, { as: "url" }), context, escapeUrl) }))
    .filter(({ url }) => isWebUrl(url))
    .map(({ label, url }) => markdownLink(label, url));
  const description = prose(text).trim();
  const heading = prose(title).replace(/\s+/g, " ").trim();
  const footer = renderProse(proseOf(smallPrint), context, escapeNone).trim();
  const embed = {
    ...(isBlank(heading) ? {} : { title: heading }),
    ...(isBlank(description) ? {} : { description }),
    color,
    timestamp: context.event.received_at,
    fields: fields.map(({ label, value }) => ({ name: shown(prose(label)), value: shown(prose(value)), inline: true })),
    ...(isBlank(footer) ? {} : { footer: { text: footer } }),
  };
  return { message: { embeds: [embed] }, links };
}

/** Discord refuses a field without a label or a value. */
function shown(text: string): string {
  return isBlank(text) ? "–" : text;
}
