import type { Escape } from "@/lib/pipeline/escape";
import type { RunContext } from "@/lib/pipeline/context";
import { eventFieldNames, printRef } from "@/lib/pipeline/refs";
import { scalarFields } from "./scalar-fields";

const fieldsMax = 10;

export type StarterMessage = {
  mode: "message";
  title: string;
  fields?: { label: string; value: string }[];
  buttons: { label: string; url: string }[];
};

/** What a person starts from who changes a default message: a template that makes the same of this event. */
export function starterMessage({ event, fieldOrder }: RunContext, escape: Escape): StarterMessage {
  const names = scalarFields({ event, fieldOrder }).slice(0, fieldsMax).map(([name]) => name);
  const isObject = typeof event.payload === "object";
  const fields = names.map((name) => ({ label: literal(name, escape), value: isObject ? refTo(name) : "$event.payload" }));
  return {
    mode: "message",
    title: "$event.type",
    ...(fields.length > 0 ? { fields } : {}),
    buttons: [{ label: "Open event", url: "$event.meta.url" }],
  };
}

/** The event's own names come before those of its payload. */
function refTo(name: string): string {
  return printRef({ root: "event", path: eventFieldNames.has(name) ? ["payload", name] : [name] });
}

/** A name that a template would read as something else is a text of its own, which is escaped as values are. */
function literal(name: string, escape: Escape): string {
  if (!/[$`]|\{\{/.test(name)) return escape(name);
  return `{{ ${JSON.stringify(name)} }}`;
}
