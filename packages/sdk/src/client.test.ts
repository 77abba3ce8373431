import { afterEach, describe, expect, it, vi } from "vitest";
import { startRecordingServer, type RecordedAnswer, type RecordedRequest } from "@/lib/testing/recording-server";
import { createClient, IngestError } from "./index";
import { randomKey } from "./random-key";

type Server = Awaited<ReturnType<typeof startRecordingServer>>;
let server: Server | undefined;

afterEach(async () => {
  await server?.close();
});

function accepted(request: RecordedRequest) {
  const body = JSON.parse(request.body);
  const events = (body.events ?? [body]).map((event: { type: string }, index: number) => ({ index, id: `evt_${index}`, type: event.type, duplicate: false }));
  return { status: 202, body: JSON.stringify({ data: { events, rejected: [] } }) };
}

const limited = (index: number) => ({ index, code: "rate_limited", message: "too fast" });

async function clientOf(respond: (request: RecordedRequest) => RecordedAnswer, maxRetries = 3) {
  server = await startRecordingServer({ respond });
  return createClient({ apiKey: "il_live_test", baseUrl: server.url, maxRetries, timeoutMs: 2000 });
}

describe("ingest", () => {
  it("sends the key as a bearer token and answers the id", async () => {
    const client = await clientOf(accepted);
    expect(await client.ingest("user.signed_up", { user_id: "u_1" })).toEqual({ id: "evt_0", type: "user.signed_up", duplicate: false });
    expect(server?.requests[0]?.headers.authorization).toBe("Bearer il_live_test");
    expect(server?.requests[0]?.path).toBe("/v1/ingest");
  });

  it("retries with the same idempotency key, so that a retry never duplicates", async () => {
    let calls = 0;
    const client = await clientOf((request) => (++calls < 3 ? { status: 503, headers: { "retry-after": "0" } } : accepted(request)));
    await client.ingest("a.b", {});
    const keys = server?.requests.map((request) => JSON.parse(request.body).idempotencyKey);
    expect(keys).toHaveLength(3);
    expect(new Set(keys).size).toBe(1);
  });

  it("keeps the caller's key and time", async () => {
    const client = await clientOf(accepted);
    await client.ingest("a.b", {}, { idempotencyKey: "k1", timestamp: new Date(0) });
    expect(JSON.parse(server?.requests[0]?.body ?? "")).toMatchObject({ idempotencyKey: "k1", timestamp: "1970-01-01T00:00:00.000Z" });
  });

  it("does not retry what a retry can't mend, and says why", async () => {
    const body = JSON.stringify({ error: { code: "unauthenticated", message: "no such key" } });
    const client = await clientOf(() => ({ status: 401, headers: { "x-request-id": "req_1" }, body }));
    const error = await client.ingest("a.b", {}).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(IngestError);
    expect(error).toMatchObject({ status: 401, code: "unauthenticated", requestId: "req_1", message: "no such key" });
    expect(server?.requests).toHaveLength(1);
  });

  it("gives up after maxRetries on a network fault with code network", async () => {
    const client = await clientOf(() => ({ fault: "reset" as const }), 1);
    await expect(client.ingest("a.b", {})).rejects.toMatchObject({ code: "network", status: 0 });
    expect(server?.requests).toHaveLength(2);
  });

  it("throws the reason when its signal aborts", async () => {
    const client = await clientOf(() => ({ fault: "hang" as const }));
    await expect(client.ingest("a.b", {}, { signal: AbortSignal.abort(new Error("enough")) })).rejects.toThrow("enough");
  });

  it("asks for a key before sending anything", async () => {
    await expect(createClient({ apiKey: "" }).ingest("a.b", {})).rejects.toMatchObject({ code: "unauthenticated" });
  });
});

describe("ingestBatch", () => {
  it("splits above 500 and keeps the caller's indexes", async () => {
    const client = await clientOf(accepted);
    const result = await client.ingestBatch(Array.from({ length: 1201 }, (_, i) => ({ type: `t.${i}`, payload: {} })));
    expect(server?.requests).toHaveLength(3);
    expect(result.events.map((event) => event.index)).toEqual(Array.from({ length: 1201 }, (_, i) => i));
    expect(result.events[700]?.type).toBe("t.700");
  });

  it("lists what was refused instead of throwing", async () => {
    const rejected = [{ index: 0, code: "invalid_request", message: "type: expected text", path: "events[0].type" }];
    const client = await clientOf(() => ({ status: 400, body: JSON.stringify({ error: { code: "invalid_request", message: "none", details: rejected } }) }));
    expect(await client.ingestBatch([{ type: "", payload: {} }])).toEqual({ events: [], rejected });
  });

  it("sends what a limit refused again, and only that, under the caller's indexes", async () => {
    let calls = 0;
    const client = await clientOf((request) => {
      const { events } = JSON.parse(request.body);
      if (++calls > 1) return accepted(request);
      const kept = [events[1], events[3]].map((event, at) => ({ index: [1, 3][at], id: `evt_kept_${at}`, type: event.type, duplicate: false }));
      return { status: 202, headers: { "retry-after": "0" }, body: JSON.stringify({ data: { events: kept, rejected: [limited(0), { index: 2, code: "schema_violation", message: "no" }] } }) };
    });
    const result = await client.ingestBatch(["a", "b", "c", "d"].map((type) => ({ type, payload: {} })));
    expect(JSON.parse(server?.requests[1]?.body ?? "").events.map((event: { type: string }) => event.type)).toEqual(["a"]);
    expect(result.events.map(({ index, type }) => [index, type])).toEqual([[0, "a"], [1, "b"], [3, "d"]]);
    expect(result.rejected).toMatchObject([{ index: 2, code: "schema_violation" }]);
  });

  it("lists what a limit still refuses after the last retry", async () => {
    const client = await clientOf(() => ({ status: 202, headers: { "retry-after": "0" }, body: JSON.stringify({ data: { events: [], rejected: [limited(0)] } }) }), 2);
    expect((await client.ingestBatch([{ type: "a", payload: {} }])).rejected).toEqual([limited(0)]);
    expect(server?.requests).toHaveLength(3);
  });

  it("lists what a limit refused whole, once its own retries are used up", async () => {
    const body = JSON.stringify({ error: { code: "rate_limited", message: "none", details: [limited(0), limited(1)] } });
    const client = await clientOf(() => ({ status: 429, headers: { "retry-after": "0" }, body }), 2);
    const result = await client.ingestBatch([{ type: "a", payload: {} }, { type: "b", payload: {} }]);
    expect(result).toEqual({ events: [], rejected: [limited(0), limited(1)] });
    expect(server?.requests).toHaveLength(3);
  });
});

it("makes keys unlike any other where the platform can't", () => {
  vi.stubGlobal("crypto", undefined);
  const keys = Array.from({ length: 1000 }, randomKey);
  vi.unstubAllGlobals();
  expect(new Set([...keys, randomKey()]).size).toBe(1001);
});
