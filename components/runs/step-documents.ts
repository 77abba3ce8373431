import { z } from "zod";
import type { Json } from "@/lib/durable/contract";
import { applyPatch } from "@/lib/pipeline/apply-patch";
import { redactionModes, type ContextPatch, type EventView, type RunContext } from "@/lib/pipeline/context";
import { viewContext } from "@/lib/pipeline/redaction-view";

/** The event and what steps wrote, before and after a step, as a destination without a redaction column of its own sees it. */
export type StepDocuments = { before: Json; after: Json };

/** One pair a step, from what each step answered; a step without an answer changes nothing. */
export function stepDocuments(event: EventView, outputs: readonly unknown[]): StepDocuments[] {
  let context: RunContext = { event, values: {}, redactions: [] };
  return outputs.map((output) => {
    const before = documentOf(context);
    const patch = readPatch(output);
    if (patch) context = applyPatch(context, patch);
    return { before, after: documentOf(context) };
  });
}

function documentOf(context: RunContext): Json {
  // An output is rendered again on redacted views, which only a run does: here it is shown as the step made it.
  const { event, values } = viewContext(context, { kind: "destination", id: "default" });
  const { output } = context.values;
  return { event: event.payload, ...values, ...(output === undefined ? {} : { output }) };
}

const json = z.json();
const planSchema = z.object({
  stepId: z.string(),
  findings: z.array(
    z.object({
      root: z.enum(["payload", "values", "meta"]),
      path: z.array(z.union([z.string(), z.number()])),
      start: z.number(),
      end: z.number(),
      detector: z.string(),
      isKey: z.boolean().default(false),
      hash: z.string(),
    }),
  ),
  columns: z.record(z.string(), z.record(z.string(), z.enum(redactionModes))),
});
const patchSchema = z.object({ values: z.record(z.string(), json).optional(), redaction: planSchema.optional() });

function readPatch(output: unknown): ContextPatch | null {
  const parsed = patchSchema.safeParse(output);
  if (!parsed.success) return null;
  const { values, redaction } = parsed.data;
  return { ...(values && { values }), ...(redaction && { redaction }) };
}
