import { describe, expect, it } from "vitest";
import type { DurableFunction } from "@/lib/durable/contract";
import { createFunctions } from "./functions";
import { createProtocolDriver, testSettings } from "./testing/protocol-driver";
import { probeFunctions } from "./testing/probe-functions";
import { signRequest } from "./testing/signature";

const unused = async () => null;
const product = createFunctions({ executeRun: unused, endJob: async () => {}, failRun: async () => {}, deliver: unused, reviveDelivery: async () => {}, tellFailure: async () => {}, batchJobs: [{ id: "replay-deliveries", trigger: "deliveries/replay.requested", batch: async () => ({ isOver: true }), fail: async () => {} }] });

const configsOf = async (functions: DurableFunction[]) => (await createProtocolDriver({ functions, checkpointing: true })).configs;

describe("what is registered", () => {
  it("equals the declared options of every function", async () => {
    const functions = [...product, ...probeFunctions(() => {})];
    const registered = (await configsOf(functions)).map(({ id, triggers, steps, throttle, concurrency }) => ({
      id, triggers, retries: steps.step.retries?.attempts, throttle, concurrency,
    }));
    const declared = functions.flatMap(({ id, trigger, retries, throttle, concurrency, onFailure }) => [
      {
        id: `ingestlayer-${id}`,
        triggers: [{ event: trigger }],
        retries,
        throttle: throttle && { key: `event.data.${throttle.keyPath}`, limit: throttle.limit, period: `${throttle.periodMs / 1000}s` },
        concurrency: concurrency && { limit: concurrency.limit, ...(concurrency.keyPath && { key: `event.data.${concurrency.keyPath}` }) },
      },
      ...(onFailure
        ? [{
            id: `ingestlayer-${id}-failure`,
            triggers: [{ event: "inngest/function.failed", expression: `event.data.function_id == 'ingestlayer-${id}'` }],
            retries: 1,
            throttle: undefined,
            concurrency: undefined,
          }]
        : []),
    ]);
    expect(registered).toEqual(declared);
  });

  it("paces Slack's deliveries by their lane", async () => {
    const slack = (await configsOf(product)).find(({ id }) => id === "ingestlayer-deliver-to-slack");
    expect(slack?.throttle).toEqual({ key: "event.data.lane", limit: 1, period: "1s" });
  });

  it.each<[string, Partial<DurableFunction>, string]>([
    ["more retries than Inngest has", { retries: 21 }, "retries: expected a whole number from 0 to 20"],
    ["a period that is no whole second", { throttle: { keyPath: "lane", limit: 1, periodMs: 1500 } }, "throttle.periodMs: expected whole seconds"],
    ["a key that is no path", { throttle: { keyPath: "a == b", limit: 1, periodMs: 1000 } }, "throttle.keyPath: expected a path"],
    ["a limit of nothing", { concurrency: { limit: 0 } }, "concurrency.limit: expected a whole number"],
    ["an option it does not know", { priority: 3 } as never, "priority: expected an option that Inngest has"],
  ])("refuses %s, naming function and option", async (_, options, message) => {
    const fn = { id: "odd", trigger: "test/odd", retries: 1, handler: async () => null, ...options };
    await expect(configsOf([fn])).rejects.toThrow(`function odd, ${message}`);
  });
});

describe("requests that Inngest did not sign", () => {
  const body = { event: { name: "probe/handled", data: {} }, events: [], steps: {}, ctx: { run_id: "r", attempt: 0, stack: { stack: [], current: 0 } }, version: -1 };
  const now = Math.floor(Date.now() / 1000);
  const otherKey = `signkey-test-${"ab".repeat(32)}`;

  it.each<[string, string | undefined]>([
    ["no signature", undefined],
    ["text that is no signature", "t=1"],
    ["another key's signature", signRequest(otherKey, body)],
    ["another body's signature", signRequest(testSettings.signingKey, { ...body, version: 2 })],
    ["a signature of six minutes ago", signRequest(testSettings.signingKey, body, now - 360)],
    ["a signature of six minutes ahead", signRequest(testSettings.signingKey, body, now + 360)],
  ])("with %s are answered 401 and run nothing", async (_, signature) => {
    const effects: string[] = [];
    const { handler } = await createProtocolDriver({ functions: probeFunctions((name) => void effects.push(name)), checkpointing: true });
    const headers: Record<string, string> = { host: "app.test", ...(signature ? { "x-inngest-signature": signature } : {}) };
    const url = "http://app.test/api/inngest?fnId=ingestlayer-probe-handled&stepId=step";
    const answer = await handler(new Request(url, { method: "POST", body: JSON.stringify(body), headers }));
    expect({ status: answer.status, effects }).toEqual({ status: 401, effects: [] });
  });

  it("run when the signature is right", async () => {
    const effects: string[] = [];
    const { handler } = await createProtocolDriver({ functions: probeFunctions((name) => void effects.push(name)), checkpointing: true });
    const headers = { host: "app.test", "x-inngest-signature": signRequest(testSettings.signingKey, body) };
    const url = "http://app.test/api/inngest?fnId=ingestlayer-probe-handled&stepId=step";
    await handler(new Request(url, { method: "POST", body: JSON.stringify(body), headers }));
    expect(effects).toEqual(["outside of steps"]);
  });
});
