import fc from "fast-check";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { deliveryPorts } from "@/lib/testing/delivery-ports";
import { z } from "zod";
import { explainFailure } from "@/lib/deliveries/explain-failure";
import { createGuardedHttp } from "@/lib/adapters/http/guarded-http";
import type { JsonObject } from "@/lib/pipeline/context";
import type { HttpOutcome, HttpPort } from "@/lib/ports/ports";
import { fieldMeta, findFieldMeta } from "@/lib/schema-form/field";
import { startRecordingServer, type RecordedAnswer, type RecordedRequest, type RecordingServer } from "@/lib/testing/recording-server";
import { listTargets, resolveTarget, revoke, sendTest, testConnection } from "./accounts";
import { destinationCatalog, destinationDefinition, destinationKinds, type DestinationKind } from "./catalog";
import { digestEventsMax, type DeliveryResult } from "./contract";
import { deliver } from "./deliverers";
import { renderDigest } from "./render-digest";
import { renderMessage } from "./render-message";
import { sampleContext, type DestinationSamples } from "./sample";

let server: RecordingServer;
let answer: (request: RecordedRequest) => RecordedAnswer = () => ({ status: 200 });
const http = createGuardedHttp({ allowPrivateNetwork: "127.0.0.0/8" });
/** Waiting out ten seconds shows nothing that a shorter wait does not. */
const impatient: HttpPort = { send: (request) => http.send({ ...request, timeoutMs: Math.min(request.timeoutMs, 200) }) };

beforeAll(async () => {
  server = await startRecordingServer({ respond: (request) => answer(request) });
});
afterAll(async () => {
  await server.close();
  await http.close();
});
afterEach(() => {
  answer = () => ({ status: 200 });
  server.requests.length = 0;
});

describe.each(destinationKinds)("%s", async (kind) => {
  const definition = destinationCatalog[kind];
  const samples = await samplesOf(kind);

  it("is listed under its own id, with a version and a title", () => {
    expect(definition.id).toBe(kind);
    expect(definition.version).toBeGreaterThan(0);
    expect(definition.title).not.toBe("");
    expect(destinationDefinition(kind)).toBe(definition);
  });

  it("has form metadata on every field", () => {
    for (const schema of [definition.connection, definition.target, definition.template, definition.config]) expectMetadata(schema);
  });

  it("accepts its samples and names what is wrong with the bad ones", () => {
    for (const connection of samples.connections(server.url)) expect(definition.connection.safeParse(connection)).toMatchObject({ success: true });
    for (const target of samples.targets) expect(definition.target.safeParse(target)).toMatchObject({ success: true });
    for (const template of samples.templates) expect(definition.template.optional().safeParse(template)).toMatchObject({ success: true });
    for (const config of samples.configs) expect(definition.config.safeParse(config)).toMatchObject({ success: true });
    for (const connection of samples.badConnections) expect(definition.connection.safeParse(connection)).toMatchObject({ success: false });
    for (const target of samples.badTargets) expect(definition.target.safeParse(target)).toMatchObject({ success: false });
  });

  it("finds nothing wrong with its sample templates when they are saved", () => {
    for (const template of samples.templates) {
      const problems = destinationDefinition(kind)?.check?.({ target: samples.targets[0], template, config: {} });
      expect(problems ?? []).toEqual([]);
    }
  });

  it("paces by keys that hold the connection's id", () => {
    for (const target of samples.targets) {
      const { lane, budgets } = destinationDefinition(kind)?.pace("con_a", target) ?? { lane: null, budgets: [] };
      for (const { key, periodMs } of [...(lane ? [lane] : []), ...budgets]) {
        expect(key).toContain("con_a");
        expect(periodMs).toBeGreaterThan(0);
      }
    }
  });

  it("renders each sample template whatever the payload is", () => {
    fc.assert(fc.property(fc.jsonValue(), fc.constantFrom(...samples.templates), (payload, template) => {
      const context = { ...sampleContext, event: { ...sampleContext.event, payload: JSON.parse(JSON.stringify(payload)) } };
      const rendered = renderMessage(kind, { target: samples.targets[0], template, config: {}, context });
      expect(rendered).toHaveProperty("message");
    }));
  });

  it("starts a person who changes the message with a template that makes the same", () => {
    const definition = destinationDefinition(kind);
    expect(definition?.target.safeParse(definition.anyTarget)).toMatchObject({ success: true });
    const template = definition?.starterTemplate(sampleContext);
    expect(definition?.template.safeParse(template)).toMatchObject({ success: true });
    expect(definition?.check?.({ target: samples.targets[0], template, config: {} }) ?? []).toEqual([]);
    const rendered = renderMessage(kind, { target: samples.targets[0], template, config: {}, context: sampleContext });
    expect(JSON.stringify(rendered)).toContain("enterprise");
  });

  it("makes one message of many where its config lets it gather, of any messages and within its own measures", async () => {
    const gathers = definition.config.safeParse({ group: { mode: "digest", key: ["$event.customer_tier"], window: "1h" } }).success;
    expect(destinationDefinition(kind)?.renderDigest !== undefined).toBe(gathers);
    if (!gathers) return;
    const messages = samples.templates.flatMap((template) => {
      const rendered = renderMessage(kind, { target: samples.targets[0], template, config: {}, context: sampleContext });
      return "message" in rendered ? [rendered.message] : [];
    });
    const digest = renderDigest(kind, {
      count: 1000, sinceMs: 0, timeZone: "UTC", names: ["enterprise"], listUrl: "https://ingestlayer.example/deliveries",
      events: Array.from({ length: digestEventsMax }, (_, n) => ({ message: messages[n % messages.length] ?? null, url: sampleContext.event.meta.url })),
    });
    for (const { used, max } of destinationDefinition(kind)?.measure?.(digest) ?? []) expect(used).toBeLessThanOrEqual(max);
    expect(JSON.stringify(digest)).toMatch(/1000 events.*enterprise.*more/s);
    answer = () => samples.accepted ?? { status: 200 };
    const [connection] = samples.connections(server.url);
    const { outcome } = await deliver(kind, { ...request(kind, samples.targets[0], connection), message: digest }, deliveryPorts(http));
    expect(outcome.status).toBe("delivered");
  });

  it("says where it sends to, also while nothing is chosen", () => {
    const definition = destinationDefinition(kind);
    expect(definition?.describeTarget({})).toBe("");
    for (const target of samples.targets) expect(definition?.describeTarget(target as JsonObject) === "").toBe(Object.keys(target as object).length === 0);
    expect(definition?.summary).toMatch(/^[A-Z].*\.$/);
  });

  if (samples.transport === "own") return;

  const cases: [name: string, answer: RecordedAnswer, expected: Partial<DeliveryResult["outcome"]>][] = [
    ["400", { status: 400, body: "bad" }, { status: "rejected", scope: "payload" }],
    ["401", { status: 401, body: "{}" }, { status: "rejected", scope: "connection" }],
    ["403", { status: 403 }, { status: "rejected", scope: "connection" }],
    ["404", { status: 404, body: "<html>" }, { status: "rejected" }],
    ["a redirect", { status: 302, headers: { location: "http://127.0.0.1:1/" } }, { status: "rejected" }],
    ["408", { status: 408 }, { status: "retry" }],
    ["413", { status: 413 }, { status: "rejected", scope: "payload" }],
    ["429", { status: 429 }, { status: "retry", rateLimited: true }],
    ["429 with a delay", { status: 429, headers: { "retry-after": "7" } }, { status: "retry", rateLimited: true, retryAfterMs: 7000 }],
    ["429 with a delay nobody can read", { status: 429, headers: { "retry-after": "soon" } }, { status: "retry", rateLimited: true }],
    ["500", { status: 500, body: "oops" }, { status: "retry", ambiguous: true }],
    ["503 with a delay", { status: 503, headers: { "retry-after": "7" } }, { status: "retry", ambiguous: true }],
    ["a hang", { fault: "hang" }, { status: "retry", ambiguous: true }],
    ["an answer without an end", { fault: "drip" }, { status: "retry", ambiguous: true }],
    ["a cut connection", { fault: "reset" }, { status: "retry", ambiguous: true }],
    ["half an answer", { fault: "truncate", status: 200, body: '{"ok":tr' }, { status: "retry", ambiguous: true }],
  ];
  it.each(cases)("makes an outcome of %s", async (_name, response, expected) => {
    for (const connection of samples.connections(server.url)) {
      const result = await attempt(kind, connection, response);
      expect(result.outcome).toMatchObject(expected);
      expect(explained(kind, result)).toMatchObject({ what: expect.stringMatching(/^(?!It was refused)[A-Z].*\.$/), advice: expect.stringMatching(/\.$/) });
      if (expected.status === "retry" && !("ambiguous" in expected)) expect(result.outcome).not.toHaveProperty("ambiguous");
    }
  });

  it("makes an outcome of any body", async () => {
    for (const body of ["", "null", "[]", "{", '"ok"', "true", "\u0000\u0001", '{"ok":false}', '{"ok":false,"error":null}', '{"ok":false,"error":{"a":1}}', "<!doctype html>", "x".repeat(100_000)]) {
      const [connection] = samples.connections(server.url);
      expect((await attempt(kind, connection, { status: 200, body })).outcome.status).toMatch(/^(delivered|retry|rejected)$/);
    }
  });

  it("tells no secret, even to a receiver that repeats all it is sent", async () => {
    for (const connection of samples.connections(server.url)) {
      const echo = (request: RecordedRequest) => ({ status: 200, body: JSON.stringify({ ok: false, error: "echo", headers: request.headers, response_metadata: { messages: [JSON.stringify(request)] } }) });
      const results = [await attempt(kind, connection, echo), await attempt(kind, connection, (request) => ({ ...echo(request), status: 400 })), await attempt(kind, connection, { fault: "reset" })];
      answer = echo;
      const told = [...results, await testConnection(kind, connection, deliveryPorts(impatient)), await listTargets(kind, connection, deliveryPorts(impatient))];
      for (const secret of samples.secrets) expect(JSON.stringify(told)).not.toContain(secret);
    }
  });

  it("is unsent where nobody listens, and rejects the connection where the guard forbids it", async () => {
    for (const connection of samples.connections("http://127.0.0.1:1")) {
      expect((await attempt(kind, connection, { status: 200 })).outcome).toMatchObject({ status: "retry", code: "unsent" });
      const guarded = createGuardedHttp({ allowPrivateNetwork: "" });
      const { outcome } = await deliver(kind, request(kind, samples.targets[0], connection), deliveryPorts(guarded));
      expect(outcome).toMatchObject({ status: "rejected", scope: "connection", code: "refused" });
    }
  });

  it("rejects a connection or target that is not what its schema says, naming the field and not its value", async () => {
    for (const connection of samples.badConnections) {
      const result = await deliver(kind, request(kind, samples.targets[0], connection), deliveryPorts(nowhere));
      expect(result.outcome).toMatchObject({ status: "rejected", scope: "connection", code: "invalid_connection", detail: expect.stringContaining("connection") });
      expect(await testConnection(kind, connection, deliveryPorts(nowhere))).toMatchObject({ ok: false, code: "invalid_connection" });
    }
    const [connection] = samples.connections(server.url);
    for (const target of samples.badTargets) {
      expect((await deliver(kind, { ...request(kind, samples.targets[0], connection), target }, deliveryPorts(nowhere))).outcome).toMatchObject({ status: "rejected", scope: "target", code: "invalid_target" });
      expect(await resolveTarget(kind, connection, target, deliveryPorts(nowhere))).toMatchObject({ ok: false, code: "invalid_target" });
    }
  });

  it("answers what it knows about its account without a throw, whatever comes back", async () => {
    const ports = deliveryPorts(impatient);
    const [connection] = samples.connections(server.url);
    const answers: RecordedAnswer[] = [{ status: 200, body: "{}" }, { status: 200, body: '{"ok":true}' }, { status: 500 }, { status: 429 }, { fault: "reset" }, { fault: "hang" }];
    for (const each of answers) {
      answer = () => each;
      for (const result of [await testConnection(kind, connection, ports), await listTargets(kind, connection, ports), await resolveTarget(kind, connection, samples.targets[0], ports), await revoke(kind, connection, ports)]) {
        expect(typeof result.ok).toBe("boolean");
      }
    }
  });

  it("sends a test message with the kind's default text", async () => {
    answer = () => samples.accepted ?? { status: 200 };
    const [connection] = samples.connections(server.url);
    const { outcome } = await sendTest(kind, connection, samples.targets[0], deliveryPorts(http), { context: sampleContext, deliveryId: "dlv_test", nowMs: 0 });
    expect(outcome).toMatchObject({ status: "delivered" });
    expect(server.requests.map(({ body }) => body).join()).toContain("support.ticket.created");
  });

  async function attempt(of: DestinationKind, connection: unknown, respond: RecordedAnswer | ((request: RecordedRequest) => RecordedAnswer)) {
    answer = typeof respond === "function" ? respond : () => respond;
    return deliver(of, request(of, samples.targets[0], connection), deliveryPorts(impatient));
  }
});

function explained(kind: DestinationKind, { outcome }: DeliveryResult) {
  return outcome.status === "delivered" ? null : explainFailure({ kind, code: outcome.code, status: outcome.status === "retry" ? "retrying" : "held", reason: null, possibly_sent: false, hasMessage: true });
}

it("answers an unknown kind with an outcome", async () => {
  expect(renderMessage("fax", { target: {}, template: undefined, config: {}, context: sampleContext })).toMatchObject({ refused: { code: "unknown_kind" } });
  expect((await deliver("fax", request("webhook", {}, {}), deliveryPorts(nowhere))).outcome).toMatchObject({ code: "unknown_kind" });
  expect(await testConnection("fax", {}, deliveryPorts(nowhere))).toMatchObject({ code: "unknown_kind" });
  expect(destinationDefinition("constructor")).toBeUndefined();
});

const nowhere: HttpPort = {
  send: (): Promise<HttpOutcome> => {
    throw new Error("nothing may be sent here");
  },
};

/** A kind's folder holds its samples: there is no list to forget one in. */
async function samplesOf(kind: DestinationKind): Promise<DestinationSamples> {
  const { samples } = (await import(`./${kind}/samples.ts`)) as { samples: DestinationSamples };
  return samples;
}

function request(kind: DestinationKind, target: unknown, connection: unknown) {
  const rendered = renderMessage(kind, { target, template: undefined, config: {}, context: sampleContext });
  if ("refused" in rendered) throw new Error(rendered.refused.detail);
  return { message: rendered.message, connection, target, config: {}, deliveryId: "dlv_01JCONFORMANCE", nowMs: Date.parse("2026-03-04T05:06:08Z") };
}

function expectMetadata(schema: z.core.$ZodType): void {
  // A condition has an editor of its own for all that is in it.
  if (findFieldMeta(schema)?.control === "condition") return;
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault || schema instanceof z.ZodNullable) expectMetadata(schema.def.innerType);
  else if (schema instanceof z.ZodDiscriminatedUnion) schema.options.forEach(expectMetadata);
  else if (schema instanceof z.ZodObject) {
    for (const field of Object.values(schema.shape)) {
      if (!(field instanceof z.ZodType)) throw new Error("a field is no schema");
      expect(fieldMeta(field).label).not.toBe("");
      expectMetadata(field);
    }
  } else if (schema instanceof z.ZodArray) expectMetadata(schema.def.element);
  else if (schema instanceof z.ZodRecord) expectMetadata(schema.def.valueType);
}
