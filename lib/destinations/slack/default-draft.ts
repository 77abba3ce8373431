import { escapeSlack } from "@/lib/pipeline/escape";
import type { RunContext } from "@/lib/pipeline/context";
import { scalarFields } from "../scalar-fields";
import { slackLimits } from "./limits";
import { actions, fieldsSection, hasWebUrl, header, type SlackDraft } from "./message-draft";

/** The event's type, the payload's first scalar fields, a button to the event. */
export function defaultDraft({ event, fieldOrder }: RunContext): SlackDraft {
  const fields = scalarFields({ event, fieldOrder }).slice(0, slackLimits.sectionFields);
  const escaped = fields.map(([name, value]) => ({ label: escapeSlack(name), value: escapeSlack(value) }));
  const summary = escaped.map(({ label, value }) => `${label} ${value}`).join(", ");
  return {
    blocks: [...header(event.type), ...fieldsSection(escaped), ...actions([{ label: "Open event", url: event.meta.url }].filter(hasWebUrl))],
    fallback: summary === "" ? escapeSlack(event.type) : `${escapeSlack(event.type)}: ${summary}`,
    cuts: [],
  };
}
