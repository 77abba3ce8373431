import { escapeSlack } from "@/lib/pipeline/escape";
import type { RunContext } from "@/lib/pipeline/context";
import { starterMessage } from "../starter-message";
import type { SlackMessageTemplate } from "./schemas";

/** What a person starts from who changes the default message: a template that makes the same of this event. */
export function defaultTemplate(context: RunContext): SlackMessageTemplate {
  const starter = starterMessage(context, escapeSlack);
  const summary = (starter.fields ?? []).map(({ label, value }) => `${label} ${value}`).join(", ");
  return { ...starter, fallback: summary === "" ? "$event.type" : `$event.type: ${summary}` };
}
