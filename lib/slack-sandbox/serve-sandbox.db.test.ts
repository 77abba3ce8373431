import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { createTestDatabase, type TestDatabase } from "../testing/database";
import { setEnvironment } from "../testing/set-environment";
import { clientOf, errorOf } from "./testing/slack-client";

const mount = "http://127.0.0.1:3000/sandbox/slack";
let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
  vi.stubEnv("DATABASE_URL", database.url);
});
afterEach(async () => {
  const { closeDatabase, database: ofProcess } = await import("../db");
  await closeDatabase(ofProcess());
  const holder = globalThis as Record<string, unknown>;
  delete holder["ingestlayerDatabase"];
  delete holder["ingestlayerSlackSandbox"];
  vi.resetModules();
});
afterAll(() => database.drop());

test("Slack's client posts through the app's mount, and what it posted survives a restart of the process", async () => {
  const first = await openProcess({ HOST: "127.0.0.1" });
  const posted = await first.slack.chat.postMessage({ channel: "#alerts", text: "kept" });
  const { permalink } = await first.slack.chat.getPermalink({ channel: posted.channel ?? "", message_ts: posted.ts ?? "" });
  expect(permalink).toBe(`${mount}/archives/${posted.channel}/p${posted.ts?.replace(".", "")}`);

  vi.resetModules();
  delete (globalThis as Record<string, unknown>)["ingestlayerSlackSandbox"];
  const second = await openProcess({ HOST: "127.0.0.1" });
  expect(second.credentials).toEqual(first.credentials);
  expect((await second.store.listMessages(posted.channel ?? "", 10)).map(({ text }) => text)).toEqual(["kept"]);
});

test("a revoked token is replaced by a new one", async () => {
  const workspace = await openProcess({ HOST: "127.0.0.1" });
  await workspace.slack.auth.revoke();
  expect(await errorOf(workspace.slack.auth.test())).toBe("token_revoked");
  const { botToken } = await workspace.readAgain();
  expect(botToken).not.toBe(workspace.credentials.botToken);
});

test("is off where others can reach the server, unless switched on", async () => {
  stub({ HOST: "0.0.0.0" });
  const { serveSandbox } = await import("./serve-sandbox");
  expect((await serveSandbox(new Request(`${mount}/api/auth.test`), "/api/auth.test")).status).toBe(404);
  vi.resetModules();
  const forced = await openProcess({ HOST: "0.0.0.0", SLACK_SANDBOX: "on" });
  expect(await forced.slack.auth.test()).toMatchObject({ ok: true });
});

test("refuses a body that is too large without reading it all", async () => {
  const { serve } = await openProcess({ HOST: "127.0.0.1" });
  let pulled = 0;
  const endless = new ReadableStream({
    pull(controller) {
      pulled += 1;
      controller.enqueue(new Uint8Array(1024 * 1024));
    },
  });
  const request = new Request(`${mount}/api/chat.postMessage`, { method: "POST", body: endless, duplex: "half" } as RequestInit);
  expect((await serve(request, "/api/chat.postMessage")).status).toBe(413);
  expect(pulled).toBeLessThan(10);
});

function stub({ HOST, SLACK_SANDBOX = "" }: { HOST: string; SLACK_SANDBOX?: string }): void {
  setEnvironment({ HOST, SLACK_SANDBOX, PUBLIC_URL: "http://127.0.0.1:3000" });
}

/** A process as it starts: fresh modules, the same database. */
async function openProcess(environment: { HOST: string; SLACK_SANDBOX?: string }) {
  stub(environment);
  const { serveSandbox } = await import("./serve-sandbox");
  const { processSandbox } = await import("./process-sandbox");
  const workspace = await processSandbox();
  if (!workspace) throw new Error("the sandbox is off");
  const credentials = await workspace.credentials();
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const request = new Request(input, init);
    return serveSandbox(request, new URL(request.url).pathname.replace("/sandbox/slack", ""));
  };
  const slack = clientOf(workspace, credentials.botToken, { fetch });
  return { slack, credentials, store: workspace.store, serve: serveSandbox, readAgain: workspace.credentials };
}
