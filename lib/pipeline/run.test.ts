import { createHash } from "node:crypto";
import { z } from "zod";
import { beforeEach, describe, expect, test } from "vitest";
import { NonRetriable, type Json } from "@/lib/durable/contract";
import { runWithCrashes } from "@/lib/durable/testing/crashing-step-port";
import { createMemoryStepPort } from "@/lib/durable/testing/memory-step-port";
import { UpstreamError, UserError } from "@/lib/errors";
import type { Ports } from "@/lib/ports/ports";
import { field } from "@/lib/schema-form/field";
import { defineStep, type StepInput, type StepResult } from "@/lib/steps/contract";
import { evaluateCondition } from "./condition";
import type { JsonObject, RedactionFinding, RunContext } from "./context";
import { definitionSchema, type PipelineDefinition } from "./definition";
import { runPipeline } from "./run";
import type { RunDependencies, StepExecutors } from "./run-input";
import { resolveText } from "./refs";
import { jsonTemplateOf, renderJson } from "./template-json";
import { sampleContext } from "./testing/sample-context";

type Call = { stepId: string; context: RunContext };
let calls: Call[] = [];
let nowMs = 1000;
beforeEach(() => {
  calls = [];
  nowMs = 1000;
});

const common = { version: 1, category: "CTL" as const, title: "T", summary: "S.", describe: () => "" };
const steps = [
  defineStep({ ...common, id: "filter", needs: [], reads: "raw", config: z.object({ where: field.condition({ label: "Where" }) }) }),
  defineStep({ ...common, id: "redact", needs: [], reads: "raw", config: z.object({ columns: z.record(z.string(), z.record(z.string(), z.enum(["mask", "hash", "remove", "keep"]))) }) }),
  defineStep({ ...common, id: "transform", needs: [], reads: "views", writes: () => [["output"]], config: z.object({ template: field.jsonTemplate({ label: "T" }) }) }),
  defineStep({ ...common, id: "model", needs: ["model"], reads: "strictest", config: z.object({ input: field.ref({ label: "I" }), as: z.string().default("text") }) }),
  defineStep({ ...common, id: "remember", needs: ["cache"], reads: "raw", config: z.object({ traits: field.ref({ label: "T" }) }) }),
  defineStep({ ...common, id: "throttle", needs: ["cache"], reads: "raw", config: z.object({ waits: z.number() }) }),
  defineStep({ ...common, id: "fail", needs: ["http"], reads: "raw", isPure: (config) => config.inline ?? false, config: z.object({ with: z.enum(["user", "final", "upstream", "bug"]), inline: z.boolean().optional() }) }),
];

const email = /[a-z]+@[a-z.]+/g;

function findEmails(root: RedactionFinding["root"], value: Json, path: (string | number)[]): RedactionFinding[] {
  if (typeof value === "string") {
    return [...value.matchAll(email)].map(({ 0: found, index }) => ({ root, path, start: index, end: index + found.length, detector: "email", hash: createHash("sha256").update(found).digest("hex") }));
  }
  return value !== null && typeof value === "object" ? Object.entries(value).flatMap(([key, member]) => findEmails(root, member, [...path, key])) : [];
}

let waited = 0;
const executors: StepExecutors = {
  filter: ({ config, context }: StepInput<{ where: Parameters<typeof evaluateCondition>[0] }>): StepResult =>
    (evaluateCondition(config.where, context) ? { kind: "continue", patch: {} } : { kind: "drop", reason: "does not hold" }),
  redact: ({ config, context, stepKey }: StepInput<{ columns: Record<string, Record<string, "mask">> }>): StepResult => {
    const { output: _output, ...values } = context.values;
    const findings = [...findEmails("payload", context.event.payload, []), ...findEmails("values", values, [])];
    return { kind: "continue", patch: { redaction: { stepId: stepKey, findings, columns: config.columns } }, facts: { found: findings.length } };
  },
  transform: ({ config, context, nowMs: now }: StepInput<{ template: string }>): StepResult => ({ kind: "continue", patch: { values: { output: renderJson(jsonTemplateOf(config.template), context, { now }) } } }),
  model: ({ config, context, stepKey }: StepInput<{ input: string; as: string }>): StepResult => {
    calls.push({ stepId: stepKey, context });
    return { kind: "continue", patch: { values: { summarize: { [config.as]: `about ${JSON.stringify(resolveText(config.input, context) ?? null)}` } } } };
  },
  remember: ({ config, context, stepKey }: StepInput<{ traits: string }>): StepResult => {
    calls.push({ stepId: stepKey, context });
    return { kind: "continue", patch: { values: { entity: { customer: resolveText(config.traits, context) ?? null } } } };
  },
  throttle: ({ config, stepKey, context }: StepInput<{ waits: number }>): StepResult => {
    calls.push({ stepId: stepKey, context });
    waited += 1;
    return waited > config.waits ? { kind: "continue", patch: {} } : { kind: "wait", until: nowMs + 5000, reason: "full" };
  },
  fail: ({ config }: StepInput<{ with: string }>): StepResult => {
    if (config.with === "user") throw new UserError("invalid_request", "no such model");
    if (config.with === "final") throw new NonRetriable("gone");
    if (config.with === "upstream") throw new UpstreamError("try later");
    throw new TypeError("a bug");
  },
};
beforeEach(() => {
  waited = 0;
});

type StepSpec = { id: string; kind: string; config?: JsonObject };
const define = (stepList: StepSpec[], destinations: JsonObject[] = [{ id: "slack", kind: "slack", connection: "c" }, { id: "archive", kind: "webhook", connection: "c" }]): PipelineDefinition =>
  definitionSchema.parse({ version: 1, slug: "p", name: "P", steps: stepList, destinations });

const payload = { email: "ada@x.io", body: "from ada@x.io", tier: "pro" };
const input = (definition: PipelineDefinition) => ({
  definition, event: sampleContext(payload).event, runId: "run_1", pipelineId: "pip_1", organizationId: "org_1", organizationHashKey: "key", startedAtMs: Date.parse("2026-11-23T10:00:05Z"),
});
const dependencies = (step: RunDependencies["step"] = createMemoryStepPort()): RunDependencies => ({ step, steps, executors, ports: {} as Ports, clock: { now: () => (nowMs += 1) } });
const run = (definition: PipelineDefinition, deps = dependencies()) => runPipeline(input(definition), deps);

const redact: StepSpec = { id: "redact", kind: "redact", config: { columns: { default: { email: "mask" }, archive: { email: "hash" } } } };
const transform: StepSpec = { id: "transform", kind: "transform", config: { template: '{ mail: $event.email, line: "for $event.body", summary: $summarize.text, entity: $entity.customer, at: now() }' } };
const model: StepSpec = { id: "model", kind: "model", config: { input: "$event.body" } };
const remember: StepSpec = { id: "remember", kind: "remember", config: { traits: "$event.email" } };
const filter: StepSpec = { id: "filter", kind: "filter", config: { where: { combinator: "and", conditions: [{ field: "$event.email", op: "==", value: "ada@x.io" }] } } };

function permutations<T>(items: T[]): T[][] {
  return items.length < 2 ? [items] : items.flatMap((item, index) => permutations(items.toSpliced(index, 1)).map((rest) => [item, ...rest]));
}

describe("redaction holds in every ordering", () => {
  const orderings = permutations([redact, transform, model, remember, filter]);

  test.each(orderings.map((ordering) => [ordering.map(({ id }) => id).join(" → "), ordering] as const))("%s", async (_name, ordering) => {
    const outcome = await run(define(ordering));
    expect(outcome.status).toBe("succeeded");
    const views = new Map(outcome.deliveries.map(({ destinationId, context }) => [destinationId, context]));
    const [slack, archive] = [views.get("slack"), views.get("archive")];
    for (const view of [slack, archive]) expect(JSON.stringify(view)).not.toContain("ada@x.io");
    expect(slack?.values.output).toMatchObject({ mail: "[email redacted]", line: "for from [email redacted]", at: "2026-11-23T10:00:05.000Z" });
    expect(archive?.values.output).toMatchObject({ mail: expect.stringMatching(/^email_[0-9a-f]{16}$/) });
    expect(outcome.context.values.output).toMatchObject({ mail: "ada@x.io" });
    const seenByModel = calls.find(({ stepId }) => stepId === "run_1/model")?.context;
    const isRedactedBefore = ordering.indexOf(redact) < ordering.indexOf(model);
    expect(JSON.stringify(seenByModel).includes("ada@x.io")).toBe(!isRedactedBefore);
    expect(calls.find(({ stepId }) => stepId === "run_1/remember")?.context.event.payload).toEqual(payload);
    const keysSeen = slack && Object.keys(slack.values.output as JsonObject);
    expect(keysSeen).toEqual(["mail", "line", "summary", "entity", "at"]);
  });

  test("two redactions around a transform compose on its output", async () => {
    const second: StepSpec = { id: "again", kind: "redact", config: { columns: { default: { email: "remove" } } } };
    const { deliveries } = await run(define([redact, transform, second]));
    expect(deliveries[0]?.context.values.output).toMatchObject({ mail: "", line: "for from " });
  });

  test("a second transform reads the first one's output as its own view has it", async () => {
    const wrap: StepSpec = { id: "wrap", kind: "transform", config: { template: '{ wrapped: $output.mail, before: "$output.line" }' } };
    for (const ordering of [[redact, transform, wrap], [transform, redact, wrap], [transform, wrap, redact]]) {
      const { deliveries, context } = await run(define(ordering));
      expect(deliveries[0]?.context.values.output).toEqual({ wrapped: "[email redacted]", before: "for from [email redacted]" });
      expect(context.values.output).toEqual({ wrapped: "ada@x.io", before: "for from ada@x.io" });
    }
  });

  test("a value written over ahead of the redaction can't come back through an older output", async () => {
    const other: StepSpec = { id: "other", kind: "model", config: { input: "$event.tier" } };
    const { deliveries } = await run(define([model, transform, other, redact]));
    expect(JSON.stringify(deliveries)).not.toContain("ada@x.io");
  });
});

describe("ending", () => {
  test("the first drop ends the run as filtered, and what follows is skipped", async () => {
    const never: StepSpec = { ...filter, id: "never", config: { where: { combinator: "and", conditions: [{ field: "$event.tier", op: "==", value: "free" }] } } };
    const outcome = await run(define([filter, never, model]));
    expect(outcome).toMatchObject({ status: "filtered", reason: "does not hold", error: null, deliveries: [] });
    expect(outcome.stepRuns.map(({ stepId, status }) => [stepId, status])).toEqual([["filter", "ok"], ["never", "dropped"], ["model", "skipped"]]);
    expect(calls).toEqual([]);
  });

  test.each([["user", true], ["user", false], ["final", true], ["final", false]])("a %s error fails the run and names the step (inline: %s)", async (kind, inline) => {
    const outcome = await run(define([filter, { id: "bad", kind: "fail", config: { with: kind, inline } }, model]));
    expect(outcome).toMatchObject({ status: "failed", error: { stepId: "bad" }, deliveries: [] });
    expect(outcome.stepRuns[1]).toMatchObject({ status: "failed", error: outcome.error?.message });
  });

  test.each([["upstream", UpstreamError], ["bug", TypeError]] as const)("an %s error is left to the engine", async (kind, type) => {
    for (const inline of [true, false]) await expect(run(define([{ id: "bad", kind: "fail", config: { with: kind, inline } }]))).rejects.toThrow(type);
  });

  test("a kind or config that the catalogue no longer takes fails the run", async () => {
    expect((await run(define([{ id: "x", kind: "gone" }]))).error).toEqual({ stepId: "x", message: "unknown kind of step gone" });
    expect((await run(define([{ id: "x", kind: "model", config: { input: "plain" } }]))).error?.message).toMatch(/^config\.input: /);
  });

  test("a run without steps succeeds and delivers", async () => {
    expect(await run(define([]))).toMatchObject({ status: "succeeded", deliveries: [{ destinationId: "slack", whenHolds: true, explain: null }, { destinationId: "archive" }] });
  });
});

test("`when` reads the raw event and says what decided", async () => {
  const when = (value: string) => ({ combinator: "and", conditions: [{ field: "$event.email", op: "==", value }] });
  const { deliveries } = await run(define([redact], [{ id: "a", kind: "k", connection: "c", when: when("ada@x.io") }, { id: "b", kind: "k", connection: "c", when: when("eve@x.io") }]));
  expect(deliveries).toMatchObject([{ whenHolds: true }, { whenHolds: false, explain: '$event.email = "ada@x.io", wanted == "eve@x.io"' }]);
});

test("step runs keep what the step read, wrote and how long it took", async () => {
  const seen: string[] = [];
  const outcome = await run(define([redact, model]), { ...dependencies(), onProgress: ({ stepId }) => seen.push(stepId) });
  expect(outcome.stepRuns[1]).toMatchObject({ stepId: "model", kind: "model", status: "ok", input: { "$event.body": "from [email redacted]" }, output: { values: { summarize: { text: 'about "from [email redacted]"' } } }, error: null });
  expect(outcome.stepRuns[0]).toMatchObject({ facts: { found: 2 }, durationMs: 1 });
  expect(seen).toEqual(["redact", "model"]);
});

test("only steps that reach outside become durable steps", async () => {
  const step = createMemoryStepPort();
  await run(define([filter, redact, transform, model, remember]), dependencies(step));
  expect([...step.results.keys()]).toEqual(["step:model", "step:remember"]);
});

test("a step that waits sleeps durably and is tried again", async () => {
  const step = createMemoryStepPort();
  const outcome = await run(define([{ id: "slow", kind: "throttle", config: { waits: 2 } }]), dependencies(step));
  expect(outcome.status).toBe("succeeded");
  expect(step.waits.map(({ id }) => id)).toEqual(["wait:slow:0", "wait:slow:1"]);
  expect([...step.results.keys()]).toEqual(["step:slow", "step:slow:1", "step:slow:2"]);
});

test("a step that never stops waiting fails the run instead of filling the engine", async () => {
  const outcome = await run(define([{ id: "slow", kind: "throttle", config: { waits: 1e9 } }]));
  expect(outcome).toMatchObject({ status: "failed", error: { stepId: "slow", message: expect.stringMatching(/more than 1000 times/) } });
});

describe("replay", () => {
  const definition = define([filter, model, { id: "slow", kind: "throttle", config: { waits: 1 } }, redact, transform, remember]);

  test("a run that dies after every step ends as one that never did, each effect once", async () => {
    const smooth = await run(definition);
    const effects = calls.map(({ stepId }) => stepId);
    calls = [];
    waited = 0;
    const crashed = await runWithCrashes(async ({ step }) => (await runPipeline(input(definition), dependencies(step))) as unknown as Json, {});
    const withoutTimes = (outcome: unknown) => JSON.parse(JSON.stringify(outcome, (key, value: unknown) => (key === "startedAtMs" || key === "durationMs" ? undefined : value))) as Json;
    expect(crashed.crashes).toBeGreaterThan(3);
    expect(withoutTimes(crashed.result)).toEqual(withoutTimes(smooth));
    expect(calls.map(({ stepId }) => stepId)).toEqual(effects);
  });

  test("a replayed step shows the times of its first run", async () => {
    const crashed = await runWithCrashes(async ({ step }) => (await runPipeline(input(define([model, remember])), dependencies(step))) as unknown as Json, {});
    const { stepRuns } = crashed.result as { stepRuns: { startedAtMs: number }[] };
    const remembered = [...crashed.results.values()] as { startedAtMs: number }[];
    expect(stepRuns.map(({ startedAtMs }) => startedAtMs)).toEqual(remembered.map(({ startedAtMs }) => startedAtMs));
  });
});
