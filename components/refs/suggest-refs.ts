import type { Json } from "@/lib/durable/contract";
import type { EventField } from "@/lib/event-types/event-type-resource";
import { inferFields, sampleOf, typeOf } from "@/lib/event-types/infer-fields";
import { indexCatalog, type StepCatalog } from "@/lib/pipeline/catalog-index";
import type { JsonObject, RunContext } from "@/lib/pipeline/context";
import { isRefError, parseRef, printRef, refRoots, resolveText, type RefRoot } from "@/lib/pipeline/refs";
import type { RefSuggestion } from "./ref-suggestion";

/** The place being edited: a step's index, whose earlier steps have run there, or a destination, where all have. */
export type RefPosition = number | "destination";

export type SuggestRefsInput = {
  /** Steps of the draft, in order. */
  steps: readonly { kind: string; name?: string | undefined; config: JsonObject }[];
  position: RefPosition;
  /** Of the payload: what `GET /v1/event-types/{type}/fields` answers. */
  fields: readonly EventField[];
  /** The chosen event; with `values` of a test run, what steps wrote there is known too. */
  sample: RunContext | null;
  catalog: StepCatalog;
};

/** What can be read at a place: the payload's fields, what earlier steps write, the event itself. */
export function suggestRefs({ steps, position, fields, sample, catalog }: SuggestRefsInput): RefSuggestion[] {
  const before = steps.slice(0, position === "destination" ? steps.length : position);
  const suggestions = [...payloadRefs(fields, sample), ...before.flatMap((step, index) => writtenRefs(step, index, sample, catalog)), ...envelopeRefs];
  // A later step that writes the same path replaces what an earlier one wrote.
  const byRef = new Map(suggestions.map((suggestion) => [suggestion.ref, suggestion]));
  return [...byRef.values()].map((suggestion) => withSample(suggestion, sample));
}

function payloadRefs(fields: readonly EventField[], sample: RunContext | null): RefSuggestion[] {
  const known = new Set(fields.map(({ path }) => path));
  const onlyHere = sample ? inferFields([sample.event.payload]).filter(({ path }) => !known.has(path)) : [];
  return [...fields.map((field) => fieldRef(field, shareOf(field))), ...onlyHere.map((field) => fieldRef(field))];
}

function fieldRef({ path, type, sample, values }: EventField, description?: string): RefSuggestion {
  return { ref: path, type, ...(sample === undefined ? {} : { sample }), ...(values ? { values } : {}), ...(description ? { description } : {}) };
}

/** Said only where it warns: a field that is always there needs no words. */
function shareOf({ seen }: EventField): string | undefined {
  if (seen >= 1) return undefined;
  return seen === 0 ? "declared, not seen lately" : `on ${Math.max(1, Math.round(seen * 100))} % of recent events`;
}

function writtenRefs({ kind, name, config }: SuggestRefsInput["steps"][number], index: number, sample: RunContext | null, catalog: StepCatalog): RefSuggestion[] {
  const definition = indexCatalog(catalog).get(kind);
  const parsed = definition?.config.safeParse(config);
  if (!definition?.writes || !parsed?.success) return [];
  const known = definition.writesOneOf?.(parsed.data) ?? [];
  return definition.writes(parsed.data).flatMap((path) => {
    const ref = refOfPath(path);
    if (ref === null) return [];
    const values = known.find((other) => other.path.join("\n") === path.join("\n"))?.values;
    const own: RefSuggestion = { ref, type: values ? "string" : "any", ...(values ? { values } : {}), description: `written by step ${index + 1}, ${name ?? kind}` };
    return [own, ...refsBelow(ref, sample)];
  });
}

function refOfPath([first, ...path]: string[]): string | null {
  const root = refRoots.find((known) => known === first);
  return root ? printRef({ root, path }) : null;
}

/** What a test run found inside of a written value: `$output.id`, `$enrich.company.name`. */
function refsBelow(ref: string, sample: RunContext | null): RefSuggestion[] {
  const root = rootOf(ref);
  const value: Json | undefined = root === null ? undefined : sample?.values[root];
  if (root === null || value === undefined) return [];
  return inferFields([value], root).filter(({ path }) => path.startsWith(`${ref}.`) || path.startsWith(`${ref}[`)).map((field) => fieldRef(field));
}

function rootOf(ref: string): RefRoot | null {
  const parsed = parseRef(ref);
  return isRefError(parsed) ? null : parsed.root;
}

const envelopeRefs: RefSuggestion[] = [
  { ref: "$event.id", type: "string", description: "the event's id" },
  { ref: "$event.type", type: "string", description: "the event's type" },
  { ref: "$event.occurred_at", type: "datetime", description: "when it happened, as its sender says" },
  { ref: "$event.received_at", type: "datetime", description: "when it was accepted" },
  { ref: "$event.payload", type: "object", description: "everything that was sent" },
  { ref: "$event.meta.url", type: "string", description: "the event's page here" },
  { ref: "$event.meta.source", type: "string", description: "the source it came from" },
  { ref: "$event.meta.idempotency_key", type: "string", description: "the key it was sent with" },
];

function withSample(suggestion: RefSuggestion, sample: RunContext | null): RefSuggestion {
  if (!sample) return suggestion;
  const { sample: _other, ...rest } = suggestion;
  const value = resolveText(suggestion.ref, sample);
  if (value === undefined) return rest;
  const shown = sampleOf(value);
  return { ...rest, type: rest.type === "any" ? typeOf(value) : rest.type, ...(shown === undefined ? {} : { sample: shown }) };
}
