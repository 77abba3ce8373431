import { z } from "zod";

/** Letters, digits, dash and underscore; starts with a letter or digit; at most 64. Ids of steps and destinations, slugs. */
export const slugSchema = z.string().regex(/^[a-z0-9][a-z0-9_-]{0,63}$/i, "expected letters, digits, - and _, at most 64");

export const conditionOperators = [
  "==", "!=", ">", ">=", "<", "<=", "contains", "not_contains", "starts_with", "ends_with",
  "in", "not_in", "exists", "not_exists", "matches",
] as const;
export type ConditionOperator = (typeof conditionOperators)[number];

const jsonValueSchema = z.json();

/** One comparison. `field` is a ref; `value` a literal or a ref, absent for `exists` and `not_exists`. */
export const comparisonSchema = z.object({
  field: z.string().min(1).max(512),
  op: z.enum(conditionOperators),
  value: jsonValueSchema.optional(),
});
export type Comparison = z.infer<typeof comparisonSchema>;

/** A group joins comparisons and groups, nested at most 8 deep (checked by validate). An empty group holds. */
export type Condition = { combinator: "and" | "or"; conditions: (Comparison | Condition)[] };
export const conditionSchema: z.ZodType<Condition> = z.object({
  combinator: z.enum(["and", "or"]),
  conditions: z.array(z.union([comparisonSchema, z.lazy(() => conditionSchema)])).max(100),
});

/** One way in: events of `source` (id or slug) whose type fits `match`; empty match = every type; `*` = any characters. */
export const sourceRuleSchema = z.object({ source: z.string().min(1).max(64), match: z.string().max(256).optional() });
export type SourceRule = z.infer<typeof sourceRuleSchema>;

/** `config` is checked against the step kind's own schema by `validateDefinition`. */
export const stepSchema = z.object({
  id: slugSchema,
  kind: z.string().min(1).max(64),
  name: z.string().max(120).optional(),
  config: z.record(z.string(), jsonValueSchema).default({}),
});
export type PipelineStep = z.infer<typeof stepSchema>;

export const ambiguityPolicies = ["resend", "hold"] as const;

/** `target`, `template` and `config` are checked against the destination kind's own schemas. */
export const destinationSchema = z.object({
  id: slugSchema,
  kind: z.string().min(1).max(64),
  /** A connection's id or slug. */
  connection: z.string().min(1).max(64),
  target: z.record(z.string(), jsonValueSchema).default({}),
  /** Absent = the kind's default message. */
  template: z.record(z.string(), jsonValueSchema).optional(),
  when: conditionSchema.optional(),
  onAmbiguous: z.enum(ambiguityPolicies).default("resend"),
  config: z.record(z.string(), jsonValueSchema).default({}),
});
export type PipelineDestination = z.infer<typeof destinationSchema>;

/** The truth about a pipeline, as stored, imported and exported; `examples/` holds one. */
export const definitionSchema = z.object({
  version: z.literal(1),
  slug: slugSchema,
  name: z.string().min(1).max(120),
  sources: z.array(sourceRuleSchema).max(50).default([]),
  steps: z.array(stepSchema).max(50).default([]),
  destinations: z.array(destinationSchema).max(50).default([]),
});
export type PipelineDefinition = z.infer<typeof definitionSchema>;
