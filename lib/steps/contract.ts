import type { z } from "zod";
import type { Json } from "@/lib/durable/contract";
import type { ContextPatch, JsonObject, RunContext } from "@/lib/pipeline/context";
import type { Ports, PortName } from "@/lib/ports/ports";
import type { Problem } from "@/lib/errors";

export type StepCategory = "CTL" | "ENR" | "MUT";

/** What a step is: pure data and pure functions, the same in browser, server and test. */
export type StepDefinition<Kind extends string = string, Config extends z.ZodType = z.ZodType, Needs extends PortName = PortName> = {
  /** The kind written in definitions: `filter.match`. */
  id: Kind;
  /** Raised when the config's shape changes; `upgrades[n]` turns a config of version n into n + 1. */
  version: number;
  category: StepCategory;
  title: string;
  /** One sentence for the palette. */
  summary: string;
  /** The config's shape with form metadata (lib/schema-form); no transforms. */
  config: Config;
  /** What a new step's form starts with; it may still lack what only the user knows. Absent = nothing is filled in. */
  initial?: JsonObject;
  /** The ports `execute` may use. Empty marks a pure step: it answers at once, is safe to repeat and previewed in the browser. */
  needs: readonly Needs[];
  /**
   * What `execute` sees once a redact.pii step ran. `raw`: everything, for a step whose effect stays inside.
   * `strictest`: what no column shows is gone, for a step that sends data out. `views`: run once for each view, for a
   * pure step whose output leaves with the message.
   */
  reads: "raw" | "strictest" | "views";
  /** Paths in `values` that it writes, `[["classify", "urgency"]]`, for completion and warnings. Absent = none. */
  writes?(config: z.infer<Config>): string[][];
  /** For paths of `writes` whose values are known: all of them, for value pickers. Absent = unknown. */
  writesOneOf?(config: z.infer<Config>): { path: string[]; values: string[] }[];
  /**
   * True when `execute` with this config uses none of `needs`: such a step runs inline like a pure one, without a durable
   * step of its own (a `classify` by keyword). Absent: a step is pure exactly when `needs` is empty.
   */
  isPure?(config: z.infer<Config>): boolean;
  /** One line for the card, in words: `urgency = critical only`. */
  describe(config: z.infer<Config>): string;
  /** What a schema can't say: refs that don't parse, a label without a rule. Paths are relative to `config`. */
  check?(config: z.infer<Config>): Problem[];
  upgrades?: Record<number, (config: Json) => Json>;
};

export function defineStep<Kind extends string, Config extends z.ZodType, Needs extends PortName>(
  definition: StepDefinition<Kind, Config, Needs>,
): StepDefinition<Kind, Config, Needs> {
  return definition;
}

export type StepInput<Config> = {
  config: Config;
  context: RunContext;
  organizationId: string;
  /** Secret of the organization, as text; keys the HMAC of values that redact.pii hashes. Never written to history. */
  organizationHashKey: string;
  /** Unix milliseconds at which the run started: `now()` of templates, the same on every replay. */
  nowMs: number;
  /** `run id/step id`: the same on every replay, so usable as an idempotency key outside. */
  stepKey: string;
  /** `pipeline id/step id`: the same for every run and version, so what is counted over runs is counted under it. */
  scope: string;
};

/** `facts` is shown in the step run and nowhere used: token counts, cache hits. */
export type StepResult =
  | { kind: "continue"; patch: ContextPatch; facts?: Json }
  | { kind: "drop"; reason: string; facts?: Json }
  | { kind: "wait"; until: number; reason: string };

export type StepExecutor<Definition extends StepDefinition> =
  Definition extends StepDefinition<string, infer Config, infer Needs>
    ? (input: StepInput<z.infer<Config>>, ports: Pick<Ports, Needs>) => Promise<StepResult> | StepResult
    : never;
