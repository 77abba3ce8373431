import { z } from "zod";
import { type Problem } from "@/lib/errors";
import { ambiguityPolicies, conditionOperators, type Condition, type PipelineDefinition } from "@/lib/pipeline/definition";
import { printPath } from "@/lib/pipeline/problems";

const json = z.record(z.string(), z.json());

/** A comparison somebody is still writing: its field may be empty. */
const unfinishedComparison = z.looseObject({ field: z.string(), op: z.enum(conditionOperators), value: z.json().optional() });
const unfinishedCondition: z.ZodType<Condition> = z.looseObject({
  combinator: z.enum(["and", "or"]),
  conditions: z.array(z.union([unfinishedComparison, z.lazy(() => unfinishedCondition)])),
});

/** Unknown keys are kept, so that editing a draft in the builder never loses what another client wrote into it. */
const draftShape = z.looseObject({
  version: z.literal(1).default(1),
  slug: z.string(),
  name: z.string(),
  sources: z.array(z.looseObject({ source: z.string().default(""), match: z.string().optional() })).default([]),
  steps: z.array(z.looseObject({ id: z.string(), kind: z.string(), name: z.string().optional(), config: json.default({}) })).default([]),
  destinations: z
    .array(
      z.looseObject({
        id: z.string(),
        kind: z.string(),
        connection: z.string().default(""),
        target: json.default({}),
        template: json.optional(),
        when: unfinishedCondition.optional(),
        onAmbiguous: z.enum(ambiguityPolicies).default("resend"),
        config: json.default({}),
      }),
    )
    .default([]),
});

export type DraftReading = { ok: true; definition: PipelineDefinition } | { ok: false; problems: Problem[] };

/** A stored draft as the builder edits it: it may have problems, but each part must have its outline to be drawn. */
export function readDraft(draft: unknown): DraftReading {
  const parsed = draftShape.safeParse(draft);
  if (parsed.success) return { ok: true, definition: parsed.data };
  return { ok: false, problems: parsed.error.issues.map((issue) => ({ path: printPath(issue.path), message: issue.message })) };
}
