import type { Json } from "@/lib/durable/contract";
import { escapeNone } from "@/lib/pipeline/escape";
import type { JsonObject, RunContext } from "@/lib/pipeline/context";
import { printRef, refOf, resolveRef } from "@/lib/pipeline/refs";
import { proseOf, renderProse } from "@/lib/pipeline/template-prose";
import type { Rendered, RenderInput, RenderRefusal } from "../contract";
import type { PostgresMessage } from "./message";
import type { PostgresConfig, PostgresTarget, PostgresTemplate } from "./schemas";

/** Values are parameters of the statement: none is ever a part of its text, so nothing needs escaping. */
export function renderPostgres({ template, target, context }: RenderInput<PostgresTemplate, PostgresConfig, PostgresTarget>): Rendered | RenderRefusal {
  if (template === undefined) return { message: openRow(target.table, context), cuts: [] };
  const columns = Object.fromEntries(Object.entries(template.columns).map(([name, source]) => [name, valueOf(source, context)]));
  if (Object.keys(columns).length === 0) return { refused: { code: "no_columns", detail: "template.columns: expected at least one column" } };
  const idColumns = Object.entries(template.columns).filter(([, source]) => isEventId(source)).map(([name]) => name);
  const message: PostgresMessage = { table: target.table, columns, isOpen: false, idColumns };
  return { message, cuts: [] };
}

/** What a table made for events may have: the payload's fields by name, and the event around them. */
function openRow(table: string, { event, values }: RunContext): PostgresMessage {
  const payload: JsonObject = typeof event.payload === "object" && event.payload !== null && !Array.isArray(event.payload) ? event.payload : {};
  const envelope = { event_id: event.id, event_type: event.type, occurred_at: event.occurred_at, received_at: event.received_at, source: event.meta.source, payload: event.payload, event: { ...event, ...values } };
  // The envelope's names are ours: a payload's field of that name is in `payload` all the same.
  return { table, columns: { ...payload, ...envelope }, isOpen: true, idColumns: ["event_id"] };
}

function valueOf(source: string, context: RunContext): Json {
  const ref = refOf(source.trim());
  return ref ? (resolveRef(ref, context) ?? null) : renderProse(proseOf(source), context, escapeNone);
}

function isEventId(source: string): boolean {
  const ref = refOf(source.trim());
  return ref !== null && printRef(ref) === "$event.id";
}
