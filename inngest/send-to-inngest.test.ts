import { afterEach, expect, it } from "vitest";
import { startRecordingServer, type RecordedAnswer, type RecordedRequest, type RecordingServer } from "@/lib/testing/recording-server";
import { createSendToInngest } from "./send-to-inngest";

let server: RecordingServer | undefined;
afterEach(() => server?.close());

const sent = (request: RecordedRequest) => JSON.parse(request.body) as { id: string }[];
const accept = (request: RecordedRequest): RecordedAnswer => ({ status: 200, body: JSON.stringify({ status: 200, ids: sent(request).map(({ id }) => id) }) });

async function sender(respond: (request: RecordedRequest) => RecordedAnswer = accept) {
  server = await startRecordingServer({ respond });
  return { server, send: createSendToInngest({ eventKey: "secret-key", baseUrl: server.url }) };
}

const job = (key: string, data = {}) => ({ id: `test/sent:${key}`, trigger: "test/sent", key, data });

it("posts jobs as events that carry the job's id", async () => {
  const { server, send } = await sender();
  await send([job("a", { x: 1 }), job("b")]);
  expect(server.requests.map(({ method, path, body }) => ({ method, path, body: JSON.parse(body) }))).toEqual([
    { method: "POST", path: "/e/secret-key", body: [{ id: "test/sent:a", name: "test/sent", data: { x: 1 } }, { id: "test/sent:b", name: "test/sent", data: {} }] },
  ]);
});

it("splits what is too much for one request by count and by bytes, in order", async () => {
  const { server, send } = await sender();
  await send(Array.from({ length: 1001 }, (_, i) => job(`${i}`)));
  await send(["a", "b", "c"].map((key) => job(key, { text: "x".repeat(150 * 1024) })));
  expect(server.requests.map((request) => sent(request).length)).toEqual([1000, 1, 2, 1]);
  expect(sent(server.requests[1] ?? { body: "[]" } as RecordedRequest)[0]?.id).toBe("test/sent:1000");
});

it.each<[string, RecordedAnswer]>([
  ["a refusal", { status: 401, body: '{"error":"no","status":401}' }],
  ["fewer ids than events", { status: 200, body: '{"status":200,"ids":[]}' }],
  ["a status in the body", { status: 200, body: '{"status":500,"ids":["1"]}' }],
  ["no JSON", { status: 200, body: "<html>" }],
  ["a cut connection", { fault: "reset" }],
])("rejects on %s, without the key in the message", async (_, answer) => {
  const { send } = await sender(() => answer);
  const error: unknown = await send([job("a")]).catch((reason: unknown) => reason);
  expect(error).toMatchObject({ name: "UpstreamError" });
  expect(String(error)).not.toContain("secret-key");
});
