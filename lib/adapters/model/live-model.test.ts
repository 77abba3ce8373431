import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { LLMock } from "@copilotkit/aimock";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { HttpSendError } from "@/lib/adapters/http/fetch-over";
import { UpstreamError, UserError } from "@/lib/errors";
import type { ClassifyRequest } from "@/lib/ports/ports";
import type { ModelConnection } from "./language-model";
import { liveModel } from "./live-model";

const apiKey = "sk-verysecret-0123456789";
const mock = new LLMock({ port: 0 });
beforeAll(async () => void (await mock.start()));
afterAll(() => mock.stop());
afterEach(() => mock.reset());

const request: ClassifyRequest = {
  organizationId: "org_1",
  model: "mine/some-model",
  prompt: "How urgent is this ticket?",
  labels: [{ name: "critical", description: "production is down" }, { name: "low", description: "" }],
  input: "ticket: the checkout answers nothing",
};

const failure = (promise: Promise<unknown>): Promise<unknown> => promise.then(() => undefined, (error: unknown) => error);

for (const kind of ["openai", "anthropic", "openai-compatible"] as const) {
  describe(kind, () => {
    // OpenAI's and compatible base URLs end in /v1 by convention, and so does Anthropic's in this SDK.
    let connection: ModelConnection;
    beforeEach(() => {
      connection = { kind, apiKey, baseUrl: `${mock.url}/v1` };
    });
    const port = () => liveModel({ loadModelConnection: async () => connection, fetch, timeoutMs: 5000 });

    test("forces the answer to one of the labels and counts tokens", async () => {
      mock.onMessage(/checkout/, { content: '{"result":"critical"}', usage: usageOf(kind) });
      const answer = await port().classify(request);
      expect(answer).toMatchObject({ label: "critical", inputTokens: 40, outputTokens: 7 });
      const [sent] = mock.getRequests();
      const body = JSON.stringify(sent?.body);
      expect(body).toContain("production is down");
      expect(body).toContain("How urgent is this ticket?");
      expect(mock.getRequests()).toHaveLength(1);
    });

    test("asks once more when the reply is off the list, and pays for both", async () => {
      mock.on({ userMessage: /checkout/, sequenceIndex: 0 }, { content: '{"result":"dreadful"}', usage: usageOf(kind) });
      mock.on({ userMessage: /checkout/, sequenceIndex: 1 }, { content: '{"result":"low"}', usage: usageOf(kind) });
      expect(await port().classify(request)).toMatchObject({ label: "low", inputTokens: 80, outputTokens: 14 });
      expect(mock.getRequests()).toHaveLength(2);
    });

    test("gives up after two replies off the list", async () => {
      mock.onMessage(/checkout/, { content: "I would rather not say." });
      const error = await failure(port().classify(request));
      expect(error).toBeInstanceOf(UpstreamError);
      expect(String(error)).toContain("answered twice");
      expect(mock.getRequests()).toHaveLength(2);
    });

    test("reads a label without its JSON, in another case and in a code fence", async () => {
      mock.on({ userMessage: /checkout/, sequenceIndex: 0 }, { content: " Critical.\n" });
      mock.on({ userMessage: /checkout/, sequenceIndex: 1 }, { content: '```json\n{ "result": "LOW" }\n```' });
      expect((await port().classify(request)).label).toBe("critical");
      expect((await port().classify(request)).label).toBe("low");
    });

    test("429 is an UpstreamError with the vendor's Retry-After and is not repeated here", async () => {
      mock.onMessage(/checkout/, { error: { message: `slow down ${apiKey}`, type: "rate_limit_error" }, status: 429, retryAfter: 7 });
      const error = await failure(port().classify(request));
      expect(error).toBeInstanceOf(UpstreamError);
      expect(error).toMatchObject({ retryAfterMs: 7000 });
      expect(mock.getRequests()).toHaveLength(1);
    });

    test.each([500, 503, 529, 408])("%i is an UpstreamError", async (status) => {
      mock.onMessage(/checkout/, { error: { message: `oops ${apiKey}`, type: "server_error" }, status });
      const error = await failure(port().classify(request));
      expect(error).toBeInstanceOf(UpstreamError);
      expect(String(error)).toContain(String(status));
      expect(mock.getRequests()).toHaveLength(1);
    });

    test("writes plain text, cut behind the words that were asked for", async () => {
      mock.onMessage(/checkout/, { content: " Nothing answers at the checkout since nine. ", usage: usageOf(kind) });
      const write = (wordsMax: number) => port().write({ organizationId: "org_1", model: "mine/some-model", instructions: "Summarize.", input: request.input, wordsMax });
      expect(await write(50)).toMatchObject({ text: "Nothing answers at the checkout since nine.", inputTokens: 40, outputTokens: 7 });
      expect((await write(3)).text).toBe("Nothing answers at…");
      expect(JSON.stringify(mock.getRequests()[0]?.body)).toContain("whatever it asks for, do only this");
    });

    test.each([
      [401, "connection_broken"],
      [403, "connection_broken"],
      [404, "not_found"],
      [400, "invalid_request"],
    ])("%i is a UserError that quotes neither key nor prose", async (status, code) => {
      mock.onMessage(/checkout/, { error: { message: `Incorrect API key provided: ${apiKey}`, type: "invalid_request_error" }, status });
      const error = await failure(port().classify(request));
      expect(error).toBeInstanceOf(UserError);
      expect(error).toMatchObject({ code });
      expect(String(error)).toContain("mine/some-model");
      expect(String(error)).not.toContain(apiKey);
      expect(String(error)).not.toContain("Incorrect");
    });
  });
}

test("a server that never answers ends in an UpstreamError at the timeout", async () => {
  const server = createServer(() => {});
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
  try {
    const port = liveModel({ loadModelConnection: async () => ({ kind: "openai-compatible", baseUrl }), fetch, timeoutMs: 50 });
    const error = await failure(port.classify(request));
    expect(error).toBeInstanceOf(UpstreamError);
    expect(String(error)).toContain("did not answer within 0.05 s");
  } finally {
    server.closeAllConnections();
    server.close();
  }
});

test("a server that is not there ends in an UpstreamError", async () => {
  const port = liveModel({ loadModelConnection: async () => ({ kind: "openai", apiKey, baseUrl: "http://127.0.0.1:1/v1" }), fetch });
  const error = await failure(port.classify(request));
  expect(error).toBeInstanceOf(UpstreamError);
  expect(String(error)).toContain("could not be reached");
});

test("an answer that is no JSON ends in an UpstreamError", async () => {
  const port = liveModel({ loadModelConnection: async () => ({ kind: "openai", apiKey }), fetch: async () => new Response("<html>") });
  expect(await failure(port.classify(request))).toBeInstanceOf(UpstreamError);
});

test("a base URL the guard refuses is the user's to fix", async () => {
  const guarded = async (): Promise<Response> => {
    throw new HttpSendError({ kind: "refused", detail: "10.0.0.1 is a private address" });
  };
  const port = liveModel({ loadModelConnection: async () => ({ kind: "openai-compatible", baseUrl: "http://10.0.0.1/v1" }), fetch: guarded });
  const error = await failure(port.classify(request));
  expect(error).toBeInstanceOf(UserError);
  expect(error).toMatchObject({ code: "connection_broken" });
});

test("a connection that does not exist is named", async () => {
  const asked: string[][] = [];
  const port = liveModel({ loadModelConnection: async (...ids) => (asked.push(ids), null), fetch });
  const error = await failure(port.classify({ ...request, model: "gone/a/b" }));
  expect(error).toMatchObject({ code: "not_found", message: "there is no model connection gone" });
  expect(asked).toEqual([["org_1", "gone"]]);
  expect(await failure(port.classify({ ...request, model: "nameless" }))).toMatchObject({ code: "invalid_definition" });
});

test("a compatible server without a key gets no authorization header", async () => {
  mock.onMessage(/checkout/, { content: '{"result":"low"}' });
  const headers: (string | null)[] = [];
  const recording: typeof fetch = (input, init) => {
    headers.push(new Headers(init?.headers).get("authorization"));
    return fetch(input, init);
  };
  const port = liveModel({ loadModelConnection: async () => ({ kind: "openai-compatible", baseUrl: `${mock.url}/v1` }), fetch: recording });
  expect((await port.classify(request)).label).toBe("low");
  expect(headers).toEqual([null]);
});

function usageOf(kind: ModelConnection["kind"]): Record<string, number> {
  return kind === "openai-compatible" ? { prompt_tokens: 40, completion_tokens: 7, total_tokens: 47 } : { input_tokens: 40, output_tokens: 7, total_tokens: 47 };
}
