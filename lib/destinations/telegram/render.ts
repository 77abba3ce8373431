import { escapeNone, escapeTelegramHtml, escapeUrl } from "@/lib/pipeline/escape";
import type { RunContext } from "@/lib/pipeline/context";
import { proseOf, renderProse } from "@/lib/pipeline/template-prose";
import { wellFormed } from "@/lib/pipeline/well-formed";
import type { Rendered, RenderInput, RenderRefusal } from "../contract";
import { cutTo } from "../cut-to";
import { isWebUrl } from "../is-web-url";
import { scalarFields } from "../scalar-fields";
import { cutHtml, htmlProblem, shownLength } from "./html";
import { telegramLimits } from "./limits";
import type { TelegramMessage } from "./message";
import type { TelegramConfig, TelegramMessageTemplate, TelegramTarget, TelegramTemplate } from "./schemas";

const defaultFieldsMax = 10;

type TelegramButton = { text: string; url: string };
type Draft = { html: string; buttons: TelegramButton[] };

/** The arguments of `sendMessage` but the chat, in HTML: a stray character in its Markdown would lose the message. */
export function renderTelegram({ template, context, config }: RenderInput<TelegramTemplate, TelegramConfig, TelegramTarget>): Rendered | RenderRefusal {
  const draft = template === undefined ? defaultDraft(context) : template.mode === "message" ? messageDraft(template, context) : htmlDraft(template.text, context);
  const { html } = draft;
  const problem = htmlProblem(html);
  if (problem !== null) return { refused: { code: "invalid_html", detail: problem } };
  const length = shownLength(html);
  if (length === 0 || html.replace(/<[^>]*>/g, "").trim() === "") return { refused: { code: "empty_message", detail: "expected a text: Telegram takes no empty message" } };
  const isCut = length > telegramLimits.text;
  const buttons = isCut ? withEventButton(draft.buttons, context.event.meta.url) : draft.buttons;
  const taken = buttons.filter(({ url }) => isButtonUrl(url));
  const message: TelegramMessage = {
    text: wellFormed(cutHtml(html, telegramLimits.text)),
    parse_mode: "HTML",
    link_preview_options: { is_disabled: !config.previews },
    ...(config.silent ? { disable_notification: true } : {}),
    ...(taken.length > 0 ? { reply_markup: { inline_keyboard: taken.map((button) => [{ text: wellFormed(button.text), url: button.url }]) } } : {}),
  };
  const leftOut = buttons.filter(({ url }) => !isButtonUrl(url)).map(({ text }) => `the button "${text}" was left out: expected an http or https address with a dot in its host, as Telegram takes no other`);
  return { message, cuts: [...(isCut ? [`the text was cut from ${length} to ${telegramLimits.text} characters`] : []), ...leftOut] };
}

function withEventButton(buttons: TelegramButton[], url: string): TelegramButton[] {
  return buttons.some((button) => button.url === url) ? buttons : [...buttons, { text: "Open event", url }];
}

/** For any other Telegram refuses the whole message, `localhost` among them (tdlib, LinkManager.cpp, "Wrong HTTP URL"). */
function isButtonUrl(url: string): boolean {
  return isWebUrl(url) && /[.:]/.test(new URL(url).hostname);
}

function defaultDraft({ event, fieldOrder }: RunContext): Draft {
  const fields = scalarFields({ event, fieldOrder }).slice(0, defaultFieldsMax);
  const lines = fields.map(([name, value]) => fieldLine(escapeTelegramHtml(name), escapeTelegramHtml(value)));
  return { html: join([`<b>${escapeTelegramHtml(event.type)}</b>`, lines.join("\n")]), buttons: withEventButton([], event.meta.url) };
}

function messageDraft({ title = "", text = "", fields = [], buttons = [], context: smallPrint = "" }: TelegramMessageTemplate, context: RunContext): Draft {
  const prose = (source: string) => renderProse(proseOf(source), context, escapeTelegramHtml);
  const heading = prose(title).replace(/\s+/g, " ").trim();
  const small = prose(smallPrint).trim();
  return {
    html: join([heading === "" ? "" : `<b>${heading}</b>`, prose(text).trim(), fields.map(({ label, value }) => fieldLine(prose(label).trim(), prose(value).trim())).join("\n"), small === "" ? "" : `<i>${small}</i>`]),
    buttons: buttons.map(({ label, url }) => ({ text: cutTo(renderProse(proseOf(label), context, escapeNone).replace(/\s+/g, " ").trim() || "Open", telegramLimits.buttonText), url: renderProse(proseOf(url, { as: "url" }), context, escapeUrl) })),
  };
}

function htmlDraft(text: string, context: RunContext): Draft {
  return { html: renderProse(proseOf(text), context, escapeTelegramHtml).trim(), buttons: [] };
}

function fieldLine(label: string, value: string): string {
  return label === "" ? value || "–" : `<b>${label}:</b> ${value || "–"}`;
}

function join(parts: string[]): string {
  return parts.filter((part) => part !== "").join("\n\n");
}
