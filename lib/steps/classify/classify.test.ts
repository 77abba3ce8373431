import { describe, expect, test } from "vitest";
import { UpstreamError, UserError } from "@/lib/errors";
import type { Json } from "@/lib/durable/contract";
import { checkFields } from "@/lib/pipeline/check-fields";
import type { RunContext } from "@/lib/pipeline/context";
import type { CachePort, ClassifyRequest, ModelPort } from "@/lib/ports/ports";
import type { StepResult } from "../contract";
import { classify } from "./definition";
import { executeClassify } from "./execute";
import { keywordMatcher } from "./keyword-rules";

function contextOf(payload: Json): RunContext {
  const time = "2026-11-23T10:00:00.000Z";
  const meta = { source: "default", url: "http://localhost/events/evt_1", idempotency_key: null };
  return { event: { id: "evt_1", type: "sample", received_at: time, occurred_at: time, payload, meta }, values: {}, redactions: [] };
}

const base = {
  model: "mine/small",
  dimension: "urgency",
  input: ["$event.subject", "$event.tags", "$event.missing"],
  prompt: "How urgent?",
  labels: [{ name: "critical", description: "production is down" }, { name: "low" }],
};

const failingModel = (error: Error): ModelPort => ({ classify: () => Promise.reject(error), write: () => Promise.reject(error) });

/** A model that answers `label` and a cache in memory, both counting. */
function recordingPorts(label = "low") {
  const requests: ClassifyRequest[] = [];
  const entries = new Map<string, Json>();
  const keys: [string, string][] = [];
  const model: ModelPort = {
    async classify(request) {
      requests.push(request);
      return { label, inputTokens: 30, outputTokens: 3, latencyMs: 250 };
    },
    write: () => Promise.reject(new Error("must not be called")),
  };
  const cache: CachePort = {
    async get<T extends Json>(organizationId: string, key: string, _ttlMs: number, load: () => Promise<T>) {
      keys.push([organizationId, key]);
      const id = `${organizationId} ${key}`;
      const isHit = entries.has(id);
      if (!isHit) entries.set(id, await load());
      return { value: entries.get(id) as T, isHit };
    },
  };
  return { model, cache, requests, keys };
}

async function run(config: unknown, payload: Json, ports: { model: ModelPort; cache: CachePort }, organizationId = "org_1"): Promise<StepResult> {
  return executeClassify(
    { config: classify.config.parse(config), context: contextOf(payload), organizationId, organizationHashKey: "", nowMs: 0, stepKey: "run_1/urgency", scope: "pip_1/step" },
    ports,
  );
}

describe("by a model", () => {
  test("sends the input as lines, what is missing left out, and writes the label", async () => {
    const ports = recordingPorts("critical");
    const result = await run(base, { subject: "Checkout", tags: ["a", 1] }, ports);
    expect(ports.requests).toEqual([
      { organizationId: "org_1", model: "mine/small", prompt: "How urgent?", labels: [{ name: "critical", description: "production is down" }, { name: "low", description: "" }], input: 'Checkout\n["a",1]' },
    ]);
    expect(result).toEqual({
      kind: "continue",
      patch: { values: { classify: { urgency: "critical" } } },
      facts: { provider: "mine/small", cache: "miss", inputTokens: 30, outputTokens: 3, latencyMs: 250 },
    });
  });

  test("identical tickets reuse one call, which costs no tokens again", async () => {
    const ports = recordingPorts();
    await run(base, { subject: "same" }, ports);
    const again = await run(base, { subject: "same" }, ports);
    expect(ports.requests).toHaveLength(1);
    expect(again).toMatchObject({ facts: { cache: "hit", inputTokens: 0, outputTokens: 0 } });
  });

  test("another model, prompt, label, input or organization is another call", async () => {
    const ports = recordingPorts();
    await run(base, { subject: "same" }, ports);
    await run({ ...base, model: "mine/large" }, { subject: "same" }, ports);
    await run({ ...base, prompt: "Really?" }, { subject: "same" }, ports);
    await run({ ...base, labels: [...base.labels, { name: "high" }] }, { subject: "same" }, ports);
    await run({ ...base, labels: [{ name: "critical", description: "new words" }, { name: "low" }] }, { subject: "same" }, ports);
    await run(base, { subject: "other" }, ports);
    await run(base, { subject: "same" }, ports, "org_2");
    expect(ports.requests).toHaveLength(7);
    expect(ports.keys.every(([, key]) => /^classify:[0-9a-f]{64}$/.test(key))).toBe(true);
  });

  test.each([new UpstreamError("the model is gone"), new UserError("not_found", "no such connection")])("%s: fails, or takes the label of onError", async (error) => {
    const { cache } = recordingPorts();
    const ports = { model: failingModel(error), cache };
    await expect(run(base, {}, ports)).rejects.toBe(error);
    await expect(run({ ...base, onError: "fail" }, {}, ports)).rejects.toBe(error);
    expect(await run({ ...base, onError: { label: "low" } }, {}, ports)).toEqual({
      kind: "continue",
      patch: { values: { classify: { urgency: "low" } } },
      facts: { provider: "mine/small", cache: "miss", error: error.message },
    });
  });

  test("a bug is not taken for an outage", async () => {
    const ports = { ...recordingPorts(), model: failingModel(new TypeError("undefined is not a function")) };
    await expect(run({ ...base, onError: { label: "low" } }, {}, ports)).rejects.toThrow(TypeError);
  });
});

describe("by keyword", () => {
  const noPorts = { model: failingModel(new Error("must not be called")), cache: { get: () => Promise.reject(new Error("must not be called")) } };
  const labels = [
    { name: "critical", rules: { words: ["outage", "data loss", "c++", "Störung"], patterns: ["\\b5\\d\\d errors?\\b"] } },
    { name: "high", rules: { words: ["broken"] } },
    { name: "low", rules: { words: ["*"] } },
  ];
  const choose = (text: string) => keywordMatcher(labels)(text)?.label;

  test.each([
    ["An OUTAGE since 9:00", "critical"],
    ["outages are rare", "low"],
    ["data\n  loss", "critical"],
    ["metadata lossless", "low"],
    ["500 Errors", "critical"],
    ["1500 errors", "low"],
    ["our c++ client", "critical"],
    ["STÖRUNG im Netz", "critical"],
    ["Störungen", "low"],
    ["unbroken", "low"],
    ["broken, and an outage", "critical"],
    ["", "low"],
  ])("%j is %s", (text, label) => expect(choose(text)).toBe(label));

  test("calls nothing, is pure and says which rule it was", async () => {
    const config = { ...base, model: "keyword", labels };
    expect(classify.isPure?.(classify.config.parse(config))).toBe(true);
    expect(classify.isPure?.(classify.config.parse(base))).toBe(false);
    expect(await run(config, { subject: "all broken" }, noPorts)).toEqual({
      kind: "continue",
      patch: { values: { classify: { urgency: "high" } } },
      facts: { provider: "keyword", rule: "broken" },
    });
  });

  test("without a hit: fails with a remedy, or takes the label of onError", async () => {
    const config = { ...base, model: "keyword", labels: labels.slice(0, 2) };
    await expect(run(config, { subject: "hello" }, noPorts)).rejects.toMatchObject({ code: "invalid_definition", message: expect.stringContaining("onError") });
    expect(await run({ ...config, onError: { label: "high" } }, { subject: "hello" }, noPorts)).toMatchObject({ patch: { values: { classify: { urgency: "high" } } } });
  });

  test("a pattern that backtracks elsewhere runs in linear time", () => {
    expect(keywordMatcher([{ name: "x", rules: { patterns: ["(a+)+$"] } }])(`${"a".repeat(50_000)}b`)).toBeUndefined();
  });
});

test("what a schema can't say is refused at save, with its path", () => {
  const problems = (change: object) => {
    const config = classify.config.parse({ ...base, ...change });
    return [...(classify.check?.(config) ?? []), ...checkFields(classify.config, config)].map(({ path }) => path);
  };
  expect(problems({})).toEqual([]);
  expect(problems({ model: "gpt-5" })).toEqual(["model"]);
  expect(problems({ dimension: "my urgency" })).toEqual(["dimension"]);
  expect(problems({ labels: [] })).toEqual(["labels"]);
  expect(problems({ labels: [{ name: "a" }, { name: "a" }, { name: " " }] })).toEqual(["labels[1].name", "labels[2].name"]);
  expect(problems({ onError: { label: "gone" } })).toEqual(["onError.label"]);
  expect(problems({ model: "keyword" })).toEqual(["labels[0].rules", "labels[1].rules"]);
  expect(problems({ labels: [{ name: "a", rules: { words: [""], patterns: ["(", "(?=x)", ""] } }] })).toEqual([
    "labels[0].rules.words[0]", "labels[0].rules.patterns[0]", "labels[0].rules.patterns[1]", "labels[0].rules.patterns[2]",
  ]);
});
