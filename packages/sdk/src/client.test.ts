import { afterEach, describe, expect, it } from "vitest";
import { startRecordingServer, type RecordedAnswer, type RecordedRequest } from "@/lib/testing/recording-server";
import { createClient, IngestError } from "./index";

type Server = Awaited<ReturnType<typeof startRecordingServer>>;
let server: Server | undefined;

afterEach(async () => {
  await server?.close();
});

function accepted(request: RecordedRequest) {
  const { events } = JSON.parse(request.body);
  const data = { events: events.map((event: { type: string }, index: number) => ({ index, id: `evt_${index}`, type: event.type, duplicate: false })), rejected: [] };
  return { status: 202, body: JSON.stringify({ data }) };
}

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
    const keys = server?.requests.map((request) => JSON.parse(request.body).events[0].idempotencyKey);
    expect(keys).toHaveLength(3);
    expect(new Set(keys).size).toBe(1);
  });

  it("keeps the caller's key and time", async () => {
    const client = await clientOf(accepted);
    await client.ingest("a.b", {}, { idempotencyKey: "k1", timestamp: new Date(0) });
    expect(JSON.parse(server?.requests[0]?.body ?? "").events[0]).toMatchObject({ idempotencyKey: "k1", timestamp: "1970-01-01T00:00:00.000Z" });
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
    const client = await clientOf(() => ({ status: 400, body: JSON.stringify({ data: { events: [], rejected } }) }));
    expect(await client.ingestBatch([{ type: "", payload: {} }])).toEqual({ events: [], rejected });
  });
});
