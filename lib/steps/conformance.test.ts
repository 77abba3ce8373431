import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { z } from "zod";
import { UpstreamError, UserError } from "@/lib/errors";
import type { Json } from "@/lib/durable/contract";
import type { RunContext } from "@/lib/pipeline/context";
import { viewContext } from "@/lib/pipeline/redaction-view";
import { systemClock } from "@/lib/ports/clock";
import type { CachePort, EntityPort, HttpPort, ModelPort, Ports, WindowPort } from "@/lib/ports/ports";
import { fieldMeta } from "@/lib/schema-form/field";
import { stepCatalog } from "./catalog";
import type { StepDefinition, StepInput, StepResult } from "./contract";
import { stepExecutors } from "./executors";
import type { StepSample } from "./step-sample";

/** Answers the first label that the input names, like a model that reads. */
const model: ModelPort = {
  async classify({ labels, input }) {
    const label = labels.find(({ name }) => input.includes(name)) ?? labels[0];
    if (!label) throw new UpstreamError("no labels");
    return { label: label.name, inputTokens: input.length, outputTokens: 1, latencyMs: 1 };
  },
  write: async ({ input }) => ({ text: input, inputTokens: input.length, outputTokens: 1, latencyMs: 1 }),
};
const cache: CachePort = { get: async (_organizationId, _key, _ttlMs, load) => ({ value: await load(), isHit: false }) };
/** Everybody is the first. */
const windows: WindowPort = { take: async () => ({ kind: "taken", atMs: 0 }) };
/** Knows one customer, and merges as the real ones do. */
const entities: EntityPort = {
  find: async (_organizationId, kind, externalId) => (kind === "customer" && externalId === "cus_1" ? { plan: "pro" } : null),
  write: async (_organizationId, { traits }) => traits,
};
/** A page for whoever asks for HTML, and for programs what they asked. */
const http: HttpPort = {
  async send({ method, url, headers, body = "" }) {
    const isPage = headers["accept"] === "text/html";
    const isRobots = url.endsWith("/robots.txt");
    const text = isPage ? "<title>Sample page</title>" : JSON.stringify({ asked: `${method} ${url} ${body}`.trim() });
    return { kind: "response", status: isRobots ? 404 : 200, headers: { "content-type": isPage ? "text/html" : "application/json" }, body: text, truncated: false, durationMs: 1 };
  },
};
const ports = { http, model, cache, windows, entities, clock: systemClock } as unknown as Ports;

function execute(definition: StepDefinition, config: unknown, context: RunContext): Promise<StepResult> | StepResult {
  const executor = stepExecutors[definition.id as keyof typeof stepExecutors] as (input: StepInput<unknown>, ports: Ports) => Promise<StepResult> | StepResult;
  return executor({ config, context, organizationId: "org_1", organizationHashKey: "key", nowMs: 1_700_000_000_000, stepKey: "run_1/step-1", scope: "pip_1/step-1" }, ports);
}

function contextOf({ payload, idempotencyKey, values }: Pick<StepSample, "payload" | "idempotencyKey" | "values">): RunContext {
  const time = "2026-11-23T10:00:00.000Z";
  const meta = { source: "default", url: "http://localhost/events/evt_1", idempotency_key: idempotencyKey ?? null };
  return { event: { id: "evt_1", type: "sample.created", received_at: time, occurred_at: time, payload, meta }, values: values ?? {}, redactions: [] };
}

test("kinds are unique", () => {
  const ids = stepCatalog.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(Object.keys(stepExecutors).sort()).toEqual([...ids].sort());
});

describe.each(stepCatalog.map((definition) => ({ id: definition.id, definition: definition as StepDefinition })))("$id", async ({ id, definition }) => {
  const samples = await samplesOf(id);
  test("has a well-formed kind and words for the palette", () => {
    expect(id).toMatch(/^[a-z]+(\.[a-z]+)?$/);
    expect(["CTL", "ENR", "MUT"]).toContain(definition.category);
    expect(definition.title).toMatch(/^[A-Z].{2,40}$/);
    expect(definition.summary).toMatch(/^[A-Z].{10,120}\.$/);
    expect(Number.isInteger(definition.version) && definition.version >= 1).toBe(true);
  });

  test("every field has form metadata", () => {
    const shape = shapeOf(definition.config);
    expect(Object.keys(shape).length).toBeGreaterThan(0);
    for (const schema of Object.values(shape)) expectMetadata(schema);
  });

  test("an unknown field is refused, not dropped", () => {
    const [sample] = samples;
    expect(definition.config.safeParse({ ...(sample?.config as object), unheard_of: 1 }).success).toBe(false);
  });

  test("upgrades cover every version before this one", () => {
    expect(Object.keys(definition.upgrades ?? {}).map(Number)).toEqual(Array.from({ length: definition.version - 1 }, (_, i) => i + 1));
  });

  test("has samples", () => expect(samples.length).toBeGreaterThan(0));

  describe.each(samples)("$name", (sample) => {
    const config = definition.config.parse(sample.config);

    test("is valid and says itself in one line", () => {
      expect(definition.check?.(config) ?? []).toEqual([]);
      const line = definition.describe(config);
      expect(line).toMatch(/^\S.{0,78}\S$/);
      for (const path of definition.writes?.(config) ?? []) expect(path.length).toBeGreaterThan(0);
    });

    test("does what it states, again on a replay, and survives JSON", async () => {
      const context = contextOf(sample);
      const executed = execute(definition, config, context);
      // A pure kind answers at once: views are rendered in the middle of a run.
      if (definition.needs.length === 0) expect(executed).not.toBeInstanceOf(Promise);
      const result = await executed;
      const replayed = await execute(definition, definition.config.parse(sample.config), contextOf(sample));
      expect(replayed).toEqual(result);
      expect(JSON.parse(JSON.stringify(result))).toEqual(result);
      expect(contextOf(sample)).toEqual(context);
      if (result.kind === "drop") return expect({ kind: "drop", reason: result.reason }).toEqual(sample.expect);
      if (result.kind !== "continue" || sample.expect.kind !== "continue") throw new Error(`expected ${sample.expect.kind}, got ${result.kind}`);
      expect(result.patch.values ?? {}).toEqual(sample.expect.values ?? {});
      if (sample.expect.seen !== undefined) {
        const redactions = result.patch.redaction ? [result.patch.redaction] : [];
        expect(viewContext({ ...context, redactions }, { kind: "destination", id: "anything" }).event.payload).toEqual(sample.expect.seen);
      }
    });

    test("any payload ends in a result or in one of the two errors", async () => {
      await fc.assert(
        fc.asyncProperty(fc.jsonValue({ maxDepth: 4 }), fc.jsonValue({ maxDepth: 2 }), fc.option(fc.string({ unit: "binary" }), { nil: undefined }), async (payload, classified, idempotencyKey) => {
          const context = contextOf({ payload: payload as Json, values: { classify: classified as Json }, ...(idempotencyKey === undefined ? {} : { idempotencyKey }) });
          try {
            const result = await execute(definition, config, context);
            expect(JSON.parse(JSON.stringify(result))).toEqual(result);
          } catch (error) {
            if (!(error instanceof UserError) && !(error instanceof UpstreamError)) throw error;
          }
        }),
        { numRuns: 60 },
      );
    });
  });

  test("any config is refused, or is run or refused with one of the two errors", async () => {
    await fc.assert(
      fc.asyncProperty(fc.jsonValue({ maxDepth: 3 }), async (input) => {
        const parsed = definition.config.safeParse(input);
        if (!parsed.success) return;
        definition.describe(parsed.data);
        definition.check?.(parsed.data);
        try {
          await execute(definition, parsed.data, contextOf({ payload: {} }));
        } catch (error) {
          if (!(error instanceof UserError) && !(error instanceof UpstreamError)) throw error;
        }
      }),
      { numRuns: 100 },
    );
  });
});

/** A kind's folder holds its samples: there is no list to forget one in. */
async function samplesOf(id: string): Promise<StepSample[]> {
  const { samples } = (await import(`./${id.replaceAll(".", "-")}/samples.ts`)) as { samples: StepSample[] };
  return samples;
}

function shapeOf(schema: z.ZodType): Record<string, z.ZodType> {
  const { def } = schema as unknown as { def: { type: string; shape?: Record<string, z.ZodType> } };
  return def.shape ?? {};
}

/** Throws at the first field that no builder made; goes into objects, lists, maps and choices. */
function expectMetadata(schema: z.ZodType): void {
  const { control } = fieldMeta(schema);
  let inner = schema as unknown as { def: Inner };
  while (inner.def.innerType) inner = inner.def.innerType as unknown as { def: Inner };
  const { def } = inner;
  if (control === "object") for (const child of Object.values(def.shape ?? {})) expectMetadata(child);
  if (control === "list" && def.element) expectMetadata(def.element);
  if (control === "map" && def.valueType) expectMetadata(def.valueType);
  if (control === "oneOf") for (const option of def.options ?? []) expectMetadata(option);
}

type Inner = { innerType?: z.ZodType; shape?: Record<string, z.ZodType>; element?: z.ZodType; valueType?: z.ZodType; options?: z.ZodType[] };
