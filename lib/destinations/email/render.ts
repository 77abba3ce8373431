import { escapeHtml, escapeNone, escapeUrl } from "@/lib/pipeline/escape";
import type { RunContext } from "@/lib/pipeline/context";
import { proseOf, renderProse } from "@/lib/pipeline/template-prose";
import type { Rendered, RenderInput, RenderRefusal } from "../contract";
import { cutNoted, cutTo } from "../cut-to";
import { isWebUrl } from "../is-web-url";
import { scalarFields } from "../scalar-fields";
import { mailHtml, mailText, type MailParts } from "./mail-body";
import { emailLimits } from "./limits";
import type { EmailMessage } from "./message";
import { recipientsOf } from "./recipients";
import type { EmailConfig, EmailTarget, EmailTemplate } from "./schemas";

const defaultFieldsMax = 10;

/** The mail but its sender. Recipients are checked here: an address that is none can't be mended by trying again. */
export function renderEmail({ template, target, context }: RenderInput<EmailTemplate, EmailConfig, EmailTarget>): Rendered | RenderRefusal {
  const found = target.to.map((source) => recipientsOf(source, context));
  const bad = found.findIndex((each) => "bad" in each);
  const wrong = found[bad];
  if (wrong && "bad" in wrong) return refused(`target.to[${bad}]: expected a mail address, got ${JSON.stringify(cutTo(wrong.bad, 100))}`);
  const to = [...new Set(found.flatMap((each) => ("addresses" in each ? each.addresses : [])))];
  if (to.length === 0) return refused("target.to: expected at least one recipient, the event names none");
  if (to.length > emailLimits.recipients) return refused(`target.to: expected at most ${emailLimits.recipients} recipients, got ${to.length}`);
  const replyTo = target.replyTo === undefined ? undefined : recipientsOf(target.replyTo, context);
  if (replyTo && "bad" in replyTo) return refused(`target.replyTo: expected a mail address, got ${JSON.stringify(cutTo(replyTo.bad, 100))}`);

  const { subject, parts } = template === undefined ? defaultMail(context) : mailOf(template, context);
  const fitted = cutNoted("the subject", oneLine(subject) || context.event.type, emailLimits.subject);
  const { text, cut } = cutNoted("the text", mailText(parts), emailLimits.text);
  const message: EmailMessage = { to, ...(replyTo?.addresses[0] === undefined ? {} : { replyTo: replyTo.addresses[0] }), subject: fitted.text, text, html: cut === null ? mailHtml(parts) : mailHtml({ ...parts, html: escapeHtml(cutTo(text, emailLimits.text)), fields: [] }) };
  return { message, cuts: [fitted.cut, cut].filter((each) => each !== null) };
}

type Mail = { subject: string; parts: MailParts };

function defaultMail({ event, fieldOrder }: RunContext): Mail {
  const fields = scalarFields({ event, fieldOrder }).slice(0, defaultFieldsMax);
  return {
    subject: event.type,
    parts: {
      title: escapeHtml(event.type), html: "", smallPrint: "",
      fields: fields.map(([label, value]) => ({ label: escapeHtml(label), value: escapeHtml(value) })),
      links: [{ label: "Open event", url: event.meta.url }].filter(({ url }) => isWebUrl(url)),
    },
  };
}

function mailOf({ title = "", text = "", fields = [], buttons = [], context: smallPrint = "" }: EmailTemplate, context: RunContext): Mail {
  const html = (source: string) => renderProse(proseOf(source), context, escapeHtml);
  return {
    subject: renderProse(proseOf(title), context, escapeNone),
    parts: {
      title: html(title).trim(),
      html: html(text).trim(),
      fields: fields.map(({ label, value }) => ({ label: html(label).trim(), value: html(value).trim() || "–" })),
      links: buttons
        .map(({ label, url }) => ({ label: oneLine(renderProse(proseOf(label), context, escapeNone)) || "Open", url: renderProse(proseOf(url, { as: "url" }), context, escapeUrl) }))
        .filter(({ url }) => isWebUrl(url)),
      smallPrint: html(smallPrint).trim(),
    },
  };
}

/** A line break in a header would begin another one. */
function oneLine(text: string): string {
  return text.replace(/[\s\p{Cc}]+/gu, " ").trim();
}

function refused(detail: string): RenderRefusal {
  return { refused: { code: "invalid_recipient", detail } };
}
