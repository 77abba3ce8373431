import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from "vitest";
import { closeDatabase, openDatabase, type Database } from "@/lib/db";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";
import { setEnvironment } from "@/lib/testing/set-environment";
import { isSignedAnswer, signRequest } from "./testing/signature";

const loaded = vi.hoisted(() => new Set<string>());
// The SDK itself, only seen to be loaded.
vi.mock("inngest", async (original) => (loaded.add("inngest"), original()));
vi.mock("inngest/next", async (original) => (loaded.add("inngest/next"), original()));

const signingKey = `signkey-test-${"0f".repeat(32)}`;
const url = "http://localhost:3000/api/inngest";
const holder = globalThis as typeof globalThis & { ingestlayerDatabase?: Database };
let testDatabase: TestDatabase;
let db: Database;

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  db = openDatabase(testDatabase.url, 2);
  holder.ingestlayerDatabase = db;
});
beforeEach(() => {
  vi.resetModules();
  loaded.clear();
  setEnvironment({ LOG_LEVEL: "silent", PUBLIC_URL: "https://events.example.com" });
});
afterEach(() => vi.unstubAllEnvs());
afterAll(async () => {
  delete holder.ingestlayerDatabase;
  await closeDatabase(db);
  await testDatabase.drop();
});

function configure(): void {
  setEnvironment({ INNGEST_EVENT_KEY: "event-key", INNGEST_SIGNING_KEY: signingKey });
}

function call(method: "GET" | "POST" | "PUT", body?: unknown, headers: Record<string, string> = {}): Request {
  return new Request(`${url}?fnId=ingestlayer-run-pipeline&stepId=step`, { method, headers: { host: "attacker.example", ...headers }, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
}

it("answers 404 in JSON without Inngest, and loads no SDK", async () => {
  const route = await import("@/app/api/inngest/route");
  for (const method of ["GET", "POST", "PUT"] as const) {
    const answer = await route[method](call(method, method === "GET" ? undefined : {}));
    expect({ status: answer.status, json: await answer.json() }).toMatchObject({ status: 404, json: { error: { code: "not_found" } } });
  }
  expect([...loaded]).toEqual([]);
});

it("answers whatever Inngest did not sign with 401, syncing and reading included", async () => {
  configure();
  const route = await import("@/app/api/inngest/route");
  for (const method of ["GET", "POST", "PUT"] as const) {
    const plain = await route[method](call(method, method === "GET" ? undefined : { url }));
    expect({ method, status: plain.status }).toEqual({ method, status: 401 });
  }
  const inBand = await route.PUT(call("PUT", { url }, { "x-inngest-sync-kind": "in_band" }));
  expect(inBand.status).toBe(401);
  expect(loaded.size).toBeGreaterThan(0);
});

it("registers the product's functions under PUBLIC_URL, whatever host the caller names", async () => {
  configure();
  const route = await import("@/app/api/inngest/route");
  const body = { url: "https://attacker.example/api/inngest" };
  const answer = await route.PUT(call("PUT", body, { "x-inngest-sync-kind": "in_band", "x-inngest-signature": signRequest(signingKey, body) }));
  const text = await answer.text();
  expect(isSignedAnswer(signingKey, text, answer.headers.get("x-inngest-signature"))).toBe(true);
  const { functions } = JSON.parse(text) as { functions: { id: string; steps: { step: { runtime: { url: string } } } }[] };
  expect(functions.map(({ id }) => id)).toEqual(expect.arrayContaining(["ingestlayer-run-pipeline", "ingestlayer-deliver-to-slack", "ingestlayer-deliver-to-webhook"]));
  for (const { steps } of functions) expect(steps.step.runtime.url).toMatch(/^https:\/\/events\.example\.com\/api\/inngest\?/);
});

it("starts the relay instead of the executor, and refuses half a configuration", async () => {
  configure();
  const { startEngine } = await import("./start-engine");
  const engine = await startEngine({ db, publicUrl: "https://events.example.com" });
  expect(engine.isReady()).toBe(true);
  expect(engine).not.toHaveProperty("stats");
  await engine.stop({ drainMs: 0 });
  expect([...loaded]).toEqual([]);
  vi.resetModules();
  setEnvironment({ INNGEST_SIGNING_KEY: "", INNGEST_BASE_URL: "http://127.0.0.1:8288" });
  await expect((await import("./start-engine")).startEngine({ db, publicUrl: "" })).rejects.toThrow("expected INNGEST_EVENT_KEY and INNGEST_SIGNING_KEY");
});
