import { expect, test } from "vitest";
import type { Json } from "@/lib/durable/contract";
import { UpstreamError } from "@/lib/errors";
import type { RunContext } from "@/lib/pipeline/context";
import type { CachePort, ModelPort, WriteRequest } from "@/lib/ports/ports";
import { translate } from "../translate/definition";
import { executeTranslate } from "../translate/execute";
import { summarize } from "./definition";
import { executeSummarize } from "./execute";

const time = "2026-11-23T10:00:00.000Z";
const contextOf = (payload: Json): RunContext => ({ event: { id: "evt_1", type: "t", received_at: time, occurred_at: time, payload, meta: { source: "s", url: "", idempotency_key: null } }, values: {}, redactions: [] });
const shared = { organizationId: "org_1", organizationHashKey: "", nowMs: 0, stepKey: "run_1/s", scope: "pl_1/s" };

function modelThat(write: (request: WriteRequest) => Promise<string>): { model: ModelPort; cache: CachePort; requests: WriteRequest[] } {
  const requests: WriteRequest[] = [];
  const entries = new Map<string, Json>();
  return {
    requests,
    model: {
      classify: () => Promise.reject(new Error("must not be called")),
      async write(request) {
        requests.push(request);
        return { text: await write(request), inputTokens: 30, outputTokens: 9, latencyMs: 120 };
      },
    },
    cache: {
      async get(_organizationId, key, _ttlMs, load) {
        const isHit = entries.has(key);
        if (!isHit) entries.set(key, await load());
        return { value: entries.get(key) as never, isHit };
      },
    },
  };
}

test("a summary is written once for the same words, and tells what it cost", async () => {
  const ports = modelThat(async () => "All is lost.");
  const run = (body: string) => executeSummarize({ ...shared, config: summarize.config.parse({ model: "mine/small", input: ["$event.subject", "$event.body"], maxWords: 12, prompt: "Say who is concerned." }), context: contextOf({ subject: "Help", body }) }, ports);
  expect(await run("a")).toEqual({ kind: "continue", patch: { values: { summarize: { text: "All is lost." } } }, facts: { provider: "mine/small", cache: "miss", inputTokens: 30, outputTokens: 9, latencyMs: 120 } });
  expect(await run("a")).toMatchObject({ facts: { cache: "hit", inputTokens: 0 } });
  await run("b");
  expect(ports.requests.map(({ input, wordsMax }) => [input, wordsMax])).toEqual([["Help\na", 12], ["Help\nb", 12]]);
  expect(ports.requests[0]?.instructions).toContain("at most 12 words");
  expect(ports.requests[0]?.instructions).toContain("Say who is concerned.");
});

test("nothing to read costs nothing", async () => {
  const ports = modelThat(async () => "?");
  expect(await executeSummarize({ ...shared, config: summarize.config.parse({ model: "mine/small", input: ["$event.body"] }), context: contextOf({}) }, ports)).toMatchObject({ patch: { values: { summarize: { text: "" } } } });
  expect(ports.requests).toEqual([]);
});

test("a model that fails fails the step, or leaves the text that stands in for it", async () => {
  const failing = modelThat(() => Promise.reject(new UpstreamError("the model is away")));
  const run = (more: object) => executeTranslate({ ...shared, config: translate.config.parse({ model: "mine/small", input: ["$event.body"], language: "English", ...more }), context: contextOf({ body: "Hallo" }) }, failing);
  await expect(run({})).rejects.toThrow("away");
  expect(await run({ onError: { text: "(not translated)" } })).toMatchObject({ patch: { values: { translate: { text: "(not translated)" } } }, facts: { error: "the model is away" } });
});

test("a model and a language are asked for at save", () => {
  const problems = (change: object) => (translate.check?.(translate.config.parse({ model: "mine/small", input: ["$event.a"], language: "English", ...change })) ?? []).map(({ path }) => path);
  expect([problems({}), problems({ model: "keyword" }), problems({ language: " " })]).toEqual([[], ["model"], ["language"]]);
});
