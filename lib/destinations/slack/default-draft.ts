import type { Json } from "@/lib/durable/contract";
import { escapeSlack } from "@/lib/pipeline/escape";
import type { RunContext } from "@/lib/pipeline/context";
import { slackLimits } from "./limits";
import { actions, fieldsSection, hasWebUrl, header, type SlackDraft } from "./message-draft";

/** The event's type, the payload's first scalar fields, a button to the event. */
export function defaultDraft({ event }: RunContext, fieldOrder: string[] | undefined): SlackDraft {
  const fields = scalarFields(event.payload, fieldOrder ?? []).slice(0, slackLimits.sectionFields);
  const escaped = fields.map(([name, value]) => ({ label: escapeSlack(name), value: escapeSlack(value) }));
  const summary = escaped.map(({ label, value }) => `${label} ${value}`).join(", ");
  return {
    blocks: [...header(event.type), ...fieldsSection(escaped), ...actions([{ label: "Open event", url: event.meta.url }].filter(hasWebUrl))],
    fallback: summary === "" ? escapeSlack(event.type) : `${escapeSlack(event.type)}: ${summary}`,
    cuts: [],
  };
}

/** Declared fields first, in the schema's order; the payload's other ones follow. */
export function scalarFields(payload: Json, fieldOrder: string[]): [name: string, value: string][] {
  if (typeof payload !== "object" || payload === null) return payload === null ? [] : [["payload", String(payload)]];
  if (Array.isArray(payload)) return [];
  const declared = fieldOrder.filter((name) => Object.hasOwn(payload, name));
  const names = [...new Set([...declared, ...Object.keys(payload)])];
  return names.flatMap((name): [string, string][] => {
    const value = payload[name];
    return typeof value === "string" || typeof value === "number" || typeof value === "boolean" ? [[name, String(value)]] : [];
  });
}
