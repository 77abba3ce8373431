import type { Problem } from "@/lib/errors";
import { escapeTelegramHtml } from "@/lib/pipeline/escape";
import type { RunContext } from "@/lib/pipeline/context";
import { parseProse, renderProse } from "@/lib/pipeline/template-prose";
import { checkMessage } from "../check-message";
import { htmlProblem } from "./html";
import type { TelegramTemplate } from "./schemas";

const at = "2026-01-01T00:00:00.000Z";
/** Values come escaped, so an event without any shows what the template's own text is. */
const emptyContext: RunContext = {
  event: { id: "evt_sample", type: "sample", received_at: at, occurred_at: at, payload: {}, meta: { source: "sample", url: "https://example.com/", idempotency_key: null } },
  values: {},
  redactions: [],
};

/** What is wrong with a template whatever the event holds: markup that Telegram refuses, nothing to say. */
export function checkTelegramTemplate(template: TelegramTemplate | undefined): Problem[] {
  if (template === undefined) return [];
  if (template.mode === "html") return [...htmlProblems("template.text", template.text), ...(template.text.trim() === "" ? [{ path: "template.text", message: "expected a text" }] : [])];
  const { title = "", text = "", fields = [], context = "" } = template;
  return [
    ...checkMessage(template),
    ...htmlProblems("template.title", title),
    ...htmlProblems("template.text", text),
    ...fields.flatMap(({ label, value }, index) => [...htmlProblems(`template.fields[${index}].label`, label), ...htmlProblems(`template.fields[${index}].value`, value)]),
    ...htmlProblems("template.context", context),
  ];
}

function htmlProblems(path: string, source: string): Problem[] {
  const parsed = parseProse(source);
  const message = parsed.ok ? htmlProblem(renderProse(parsed.template, emptyContext, escapeTelegramHtml)) : null;
  return message === null ? [] : [{ path, message }];
}
