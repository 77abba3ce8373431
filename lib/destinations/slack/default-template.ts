import { escapeSlack } from "@/lib/pipeline/escape";
import type { RunContext } from "@/lib/pipeline/context";
import { eventFieldNames, printRef } from "@/lib/pipeline/refs";
import { scalarFields } from "./default-draft";
import { slackLimits } from "./limits";
import type { SlackMessageTemplate } from "./schemas";

/** What a person starts from who changes the default message: a template that makes the same of this event. */
export function defaultTemplate({ event }: RunContext, fieldOrder: string[] | undefined): SlackMessageTemplate {
  const names = scalarFields(event.payload, fieldOrder ?? []).slice(0, slackLimits.sectionFields).map(([name]) => name);
  const isObject = typeof event.payload === "object";
  const fields = names.map((name) => ({ label: literal(name), value: isObject ? refTo(name) : "$event.payload" }));
  const summary = fields.map(({ label, value }) => `${label} ${value}`).join(", ");
  return {
    mode: "message",
    title: "$event.type",
    ...(fields.length > 0 ? { fields } : {}),
    buttons: [{ label: "Open event", url: "$event.meta.url" }],
    fallback: summary === "" ? "$event.type" : `$event.type: ${summary}`,
  };
}

/** The event's own names come before those of its payload. */
function refTo(name: string): string {
  return printRef({ root: "event", path: eventFieldNames.has(name) ? ["payload", name] : [name] });
}

/** A name that a template would read as something else is a text of its own, which is escaped as values are. */
function literal(name: string): string {
  if (!/[$`]|\{\{/.test(name)) return escapeSlack(name);
  return `{{ ${JSON.stringify(name)} }}`;
}
