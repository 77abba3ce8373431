import type { Json } from "@/lib/durable/contract";
import { escapeNone, escapeSlack, escapeUrl } from "@/lib/pipeline/escape";
import type { RunContext } from "@/lib/pipeline/context";
import { proseOf, renderProse } from "@/lib/pipeline/template-prose";
import type { SlackMessageTemplate } from "./schemas";
import { slackLimits } from "./limits";

/** A message before its texts are cut to size. */
export type SlackDraft = { blocks: Json; fallback: string; cuts: string[] };

/** Header, text, fields in two columns, buttons, small print; what renders empty is left out. */
export function messageDraft(template: SlackMessageTemplate, context: RunContext): SlackDraft {
  const mrkdwn = (source: string | undefined) => (source === undefined ? "" : renderProse(proseOf(source), context, escapeSlack));
  const plain = (source: string) => oneLine(renderProse(proseOf(source), context, escapeNone));
  const text = mrkdwn(template.text);
  const smallPrint = mrkdwn(template.context);
  const buttons = (template.buttons ?? []).map((button) => ({ label: plain(button.label) || "Open", url: renderProse(proseOf(button.url, { as: "url" }), context, escapeUrl), style: button.style }));
  const [linked, unlinked] = [buttons.filter(hasWebUrl), buttons.filter((button) => !hasWebUrl(button))];
  const blocks = [
    ...header(template.title === undefined ? "" : plain(template.title)),
    ...section(text),
    ...fieldsSection((template.fields ?? []).map(({ label, value }) => ({ label: mrkdwn(label), value: mrkdwn(value) }))),
    ...actions(linked),
    ...(smallPrint.trim() === "" ? [] : [{ type: "context", elements: [mrkdwnObject(smallPrint)] }]),
  ];
  const fallback = mrkdwn(template.fallback) || [mrkdwn(template.title), text].filter((part) => part !== "").join(": ") || escapeSlack(context.event.type);
  return {
    blocks: blocks.length > 0 ? blocks : section(fallback),
    fallback,
    cuts: unlinked.map(({ label }) => `the button "${label.slice(0, slackLimits.buttonText)}" was left out: its link is not an http or https address of at most ${slackLimits.url} characters`),
  };
}

/** `plain_text` is not parsed, so nothing in it is escaped. Slack shows a header on one line. */
export function header(title: string): Json[] {
  return title.trim() === "" ? [] : [{ type: "header", text: { type: "plain_text", text: oneLine(title), emoji: true } }];
}

/** Labels and values come escaped. */
export function fieldsSection(fields: { label: string; value: string }[]): Json[] {
  if (fields.length === 0) return [];
  const texts = fields.map(({ label, value }) => mrkdwnObject(`${label.trim() === "" ? "" : `*${label}*\n`}${value.trim() === "" ? "–" : value}`));
  return [{ type: "section", fields: texts.slice(0, slackLimits.sectionFields) }];
}

export function actions(buttons: { label: string; url: string; style?: "default" | "primary" | "danger" }[]): Json[] {
  if (buttons.length === 0) return [];
  const elements = buttons.map(({ label, url, style }) => ({
    type: "button", text: { type: "plain_text", text: label, emoji: true }, url, ...(style === "primary" || style === "danger" ? { style } : {}),
  }));
  return [{ type: "actions", elements }];
}

export function hasWebUrl({ url }: { url: string }): boolean {
  return /^https?:\/\/[^\s]+$/i.test(url) && URL.canParse(url) && url.length <= slackLimits.url;
}

function section(text: string): Json[] {
  return text.trim() === "" ? [] : [{ type: "section", text: mrkdwnObject(text) }];
}

/** Without `verbatim` Slack makes links of bare URLs, of an event's too. */
function mrkdwnObject(text: string): Json {
  return { type: "mrkdwn", text, verbatim: true };
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}
