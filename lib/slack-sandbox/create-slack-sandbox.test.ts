import { ErrorCode } from "@slack/web-api";
import fc from "fast-check";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createSlackSandbox } from "./create-slack-sandbox";
import { createMemoryStore } from "./memory-store";
import { seedWorkspace } from "./seed-workspace";
import { oauthSuite } from "./testing/oauth-suite";
import { sandboxSuite } from "./testing/sandbox-suite";
import { clientOf, errorOf, failureOf } from "./testing/slack-client";
import { startSlackSandboxServer, type SlackSandboxServer } from "./testing-server";

sandboxSuite("the sandbox in memory", async () => createMemoryStore());
oauthSuite("OAuth in memory", async () => createMemoryStore());

describe("the HTTP side", () => {
  let server: SlackSandboxServer;
  beforeAll(async () => {
    server = await startSlackSandboxServer({ limits: { post: "off" } });
  });
  afterAll(() => server.close());

  const call = (method: string, init: RequestInit & { query?: string }) =>
    fetch(`${server.apiUrl}${method}${init.query ?? ""}`, { method: "POST", ...init });
  const answerOf = async (method: string, init: RequestInit & { query?: string }) =>
    (await call(method, init)).json() as Promise<Record<string, unknown>>;
  const bearer = () => ({ authorization: `Bearer ${server.botToken}` });
  const json = { "content-type": "application/json; charset=utf-8" };

  test("takes the token from a form field, not from the query and not from a JSON body", async () => {
    const token = server.botToken;
    expect(await answerOf("auth.test", { body: new URLSearchParams({ token }) })).toMatchObject({ ok: true });
    expect(await answerOf("auth.test", { query: `?token=${token}` })).toMatchObject({ error: "not_authed" });
    expect(await answerOf("auth.test", { headers: json, body: JSON.stringify({ token }) })).toMatchObject({ error: "not_authed" });
  });
  test("answers with the token's scopes and the method's in headers", async () => {
    const { headers } = await call("chat.postMessage", { headers: bearer(), body: new URLSearchParams({ channel: "general" }) });
    expect(headers.get("x-oauth-scopes")).toBe("chat:write,chat:write.public,channels:read,groups:read");
    expect(headers.get("x-accepted-oauth-scopes")).toBe("chat:write");
  });
  test("takes JSON for writing, warning when its charset is missing", async () => {
    const body = JSON.stringify({ channel: "general", text: "hi", blocks: [{ type: "divider" }], unfurl_links: false });
    const bare = { "content-type": "application/json", ...bearer() };
    expect(await answerOf("chat.postMessage", { headers: bare, body })).toMatchObject({
      ok: true,
      warning: "missing_charset",
      response_metadata: { warnings: ["missing_charset"] },
    });
    expect(await answerOf("chat.postMessage", { headers: { ...json, ...bearer() }, body })).not.toHaveProperty("warning");
  });
  test("does not look at JSON arguments of a reading method", async () => {
    const answer = await answerOf("conversations.info", { headers: { ...json, ...bearer() }, body: '{"channel":"C0SANDGENER"}' });
    expect(answer).toMatchObject({ error: "invalid_arguments" });
  });
  test("takes reading methods over GET", async () => {
    const answer = await call("conversations.list", { method: "GET", query: "?limit=2", headers: bearer() });
    expect(await answer.json()).toMatchObject({ ok: true, channels: [{ name: "alerts" }, { name: "general" }] });
  });
  test("takes multipart forms", async () => {
    const body = new FormData();
    body.set("channel", "general");
    body.set("text", "from a form");
    expect(await answerOf("chat.postMessage", { headers: bearer(), body })).toMatchObject({ ok: true });
  });
  test.each([
    ["broken JSON", "application/json", "{", "invalid_json"],
    ["a JSON list", "application/json", "[]", "json_not_object"],
    ["an unknown type", "application/xml", "<a/>", "invalid_post_type"],
    ["no type", "", "channel=general", "missing_post_type"],
    ["an unknown charset", "application/json; charset=klingon", "{}", "invalid_charset"],
    ["a broken form", "multipart/form-data; boundary=x", "nonsense", "invalid_form_data"],
    ["text that is a number", "application/json; charset=utf-8", '{"channel":"general","text":5}', "invalid_arguments"],
    ["no channel", "application/json; charset=utf-8", '{"text":"hi"}', "invalid_arguments"],
  ])("refuses %s", async (_, type, body, error) => {
    const headers = { ...bearer(), "content-type": type };
    expect(await answerOf("chat.postMessage", { headers, body: Buffer.from(body) })).toMatchObject({ ok: false, error });
  });
  test("names a method it does not have", async () => {
    expect(await answerOf("chat.shout", { headers: bearer() })).toEqual({ ok: false, error: "unknown_method", req_method: "chat.shout" });
  });
  test("blocks.validate needs no token and points from the argument's root", async () => {
    const validate = (body: Record<string, string>) => answerOf("blocks.validate", { body: new URLSearchParams(body) });
    expect(await validate({ blocks: '[{"type":"divider"}]' })).toMatchObject({ ok: true });
    expect(await validate({ blocks: '[{"type":"section","text":{"type":"invalid","text":"x"}}]' })).toMatchObject({
      error: "invalid_blocks",
      errors: [
        {
          code: "failed_constraint",
          message: "unsupported type: invalid",
          pointer: "/0/text/type",
          constraint: { type: "enum", expected: ["plain_text", "mrkdwn"] },
        },
      ],
    });
    expect(await validate({ message: '{"blocks":[{"type":"header"}]}' })).toMatchObject({ error: "invalid_message" });
    expect(await validate({ blocks: "[]", message: "{}" })).toMatchObject({ error: "invalid_arguments" });
    expect(await validate({ blocks: "[" })).toMatchObject({ error: "invalid_arguments" });
  });
});

describe("faults", () => {
  let server: SlackSandboxServer;
  beforeEach(async () => {
    server = await startSlackSandboxServer({ limits: { post: "off" } });
  });
  afterEach(() => server.close());

  const post = (channel = "general") => clientOf(server, server.botToken, { timeout: 300 }).chat.postMessage({ channel, text: "hi" });
  const count = async (channel = "general") => (await server.messages(channel)).length;

  test("a connection cut after the message was accepted leaves the message there", async () => {
    server.faults.next("chat.postMessage", { kind: "drop_after_accept" });
    expect(await failureOf(post())).toMatchObject({ code: ErrorCode.RequestError });
    expect(await count()).toBe(1);
    expect(await errorOf(post())).toBeUndefined();
    expect(server.calls.map(({ status }) => status)).toEqual(["drop", 200]);
  });
  test("a connection cut before leaves nothing", async () => {
    server.faults.next("chat.postMessage", { kind: "drop" });
    expect(await failureOf(post())).toMatchObject({ code: ErrorCode.RequestError });
    expect(await count()).toBe(0);
  });
  test.each([
    [false, 0],
    [true, 1],
  ])("a hang (accepted: %s) ends in the caller's timeout with %i messages", async (accepted, messages) => {
    server.faults.next("chat.postMessage", { kind: "hang", accepted });
    expect(await failureOf(post())).toMatchObject({ code: ErrorCode.RequestError });
    expect(await count()).toBe(messages);
  });
  test.each([
    [false, 0],
    [true, 1],
  ])("a 500 (accepted: %s) leaves %i messages", async (accepted, messages) => {
    server.faults.next("chat.postMessage", { kind: "500", accepted });
    expect(await failureOf(post())).toMatchObject({ code: ErrorCode.HTTPError, statusCode: 500 });
    expect(await count()).toBe(messages);
  });
  test("a storm of 429 says how long to wait and then ends", async () => {
    server.faults.next("chat.postMessage", { kind: "rate_limited", retryAfterSeconds: 7, times: 3 });
    for (let index = 0; index < 3; index++) {
      expect(await failureOf(post())).toMatchObject({ code: ErrorCode.RateLimitedError, retryAfter: 7 });
    }
    expect(await errorOf(post())).toBeUndefined();
    expect(await count()).toBe(1);
  });
  test("an error string and a body that is no JSON come with HTTP 200", async () => {
    server.faults.next("chat.postMessage", { kind: "error", error: "fatal_error", accepted: true });
    server.faults.next("chat.postMessage", { kind: "not_json" });
    expect(await errorOf(post())).toBe("fatal_error");
    expect(await errorOf(post())).toMatch(/upstream connect error/);
    expect(await count()).toBe(1);
  });
  test("keeps to its method and its channel, however the channel is named", async () => {
    server.faults.next("chat.postMessage", { kind: "500", channel: "#alerts" });
    server.faults.next("auth.test", { kind: "500" });
    expect(await errorOf(post("general"))).toBeUndefined();
    expect(await failureOf(post("C0SANDALERT"))).toMatchObject({ statusCode: 500 });
    expect(server.faults.pending).toBe(1);
  });
  test("can be planned over HTTP", async () => {
    const plan = (body: object) => fetch(`${server.url}/control/faults`, { method: "POST", body: JSON.stringify(body) });
    expect((await plan({ method: "chat.postMessage", kind: "rate_limited", retryAfterSeconds: 2 })).status).toBe(204);
    expect((await plan({ method: "chat.postMessage", kind: "fire" })).status).toBe(400);
    expect(await failureOf(post())).toMatchObject({ retryAfter: 2 });
  });
});

test("any JSON for any argument of a post is answered in Slack's envelope", async () => {
  const store = createMemoryStore();
  const { botToken } = await seedWorkspace(store, []);
  const sandbox = createSlackSandbox({ store, clock: { now: () => 0 }, limits: { post: "off" }, webUrl: "https://sandbox.example.com" });
  const argument = fc.constantFrom("channel", "text", "blocks", "attachments", "metadata", "thread_ts", "username", "markdown_text", "as_user");
  await fc.assert(
    fc.asyncProperty(fc.dictionary(argument, fc.jsonValue()), async (args) => {
      const reply = await sandbox.handle({
        method: "POST",
        path: "/api/chat.postMessage",
        query: new URLSearchParams(),
        headers: { authorization: `Bearer ${botToken}`, "content-type": "application/json; charset=utf-8" },
        body: Buffer.from(JSON.stringify({ channel: "general", ...args })),
      });
      expect(reply).toMatchObject({ kind: "response", status: 200, body: expect.stringMatching(/^\{"ok":(true|false)/) });
    }),
    { numRuns: 300 },
  );
});
