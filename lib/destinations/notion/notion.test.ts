import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createGuardedHttp } from "@/lib/adapters/http/guarded-http";
import type { Json } from "@/lib/durable/contract";
import type { HttpPort } from "@/lib/ports/ports";
import { deliveryPorts } from "@/lib/testing/delivery-ports";
import { startNotionDouble, type NotionDouble } from "@/lib/testing/doubles/notion";
import { listFields, listTargets, resolveTarget, testConnection } from "../accounts";
import { deliver } from "../deliverers";
import { renderMessage } from "../render-message";
import { sampleContext } from "../sample";
import { notionId } from "./notion-id";

const guarded = createGuardedHttp({ allowPrivateNetwork: "127.0.0.0/8" });
let notion: NotionDouble;
let http: HttpPort;
beforeEach(async () => {
  notion = await startNotionDouble();
  // A port of its own each time: what is remembered of a database hangs on it.
  http = { send: (request) => guarded.send(request) };
});
afterEach(() => notion.close());

const database = (of = notion) => ({ kind: "database", id: of.dataSourceId });
const page = () => ({ kind: "page", id: notion.pageId });

function render(template: unknown, payload: Json, target: object = database()) {
  const rendered = renderMessage("notion", { target, template, config: {}, context: { ...sampleContext, event: { ...sampleContext.event, payload } } });
  if ("refused" in rendered) throw new Error(rendered.refused.detail);
  return rendered;
}
const send = (message: Json, target: object = database(), of = notion) =>
  deliver("notion", { message, connection: { token: of.token, apiBaseUrl: of.url }, target, config: {}, deliveryId: "dlv_1", nowMs: Date.now() }, deliveryPorts(http));

const payload = { tier: "pro", seats: 250, trial: false, tags: "a, b", other: "x" };

describe("a row", () => {
  test("has the database's types, names in any case, and says the rest as text", async () => {
    expect((await send(render(undefined, payload).message)).outcome).toEqual({ status: "delivered", receipt: { id: "row-1", permalink: "https://www.notion.so/row-1" } });
    expect(notion.rows[0]).toMatchObject({ properties: { Tier: { select: { name: "pro" } }, Seats: { number: 250 }, Trial: { checkbox: false }, Tags: { multi_select: [{ name: "a" }, { name: "b" }] }, Name: { title: [{ text: { content: "support.ticket.created pro" } }] } } });
    expect(notion.rows[0]?.text).toContain("other: x");
  });

  test("has the properties that were chosen", async () => {
    const template = { mode: "message", title: "Ticket $event.id", properties: { Seats: "$event.seats", At: "$event.received_at", Link: "$event.meta.url", Notes: "Tier $event.tier", State: "Open" } };
    expect((await send(render(template, payload).message)).outcome.status).toBe("delivered");
    expect(notion.rows[0]?.properties).toMatchObject({ Seats: { number: 250 }, At: { date: { start: "2026-03-04T05:06:07.890Z" } }, State: { status: { name: "Open" } } });
  });

  test.each<[object, string]>([
    [{ Nope: "x" }, "properties.Nope: the database has no such property"],
    [{ Seats: "many" }, "properties.Seats: expected a number"],
    [{ At: "yesterday" }, "properties.At: expected a date"],
    [{ Owner: "Ada" }, "properties.Owner: a property of the type people"],
  ])("%j is refused by its name, and nothing is sent", async (properties, detail) => {
    expect((await send(render({ mode: "message", title: "x", properties }, payload).message)).outcome).toMatchObject({ status: "rejected", scope: "payload", code: "invalid_property", detail: expect.stringContaining(detail) });
    expect(notion.rows).toEqual([]);
  });
});

test("a page gets a heading, the text and the fields at its end", async () => {
  const template = { mode: "message", title: "Ticket", text: "Down since nine", fields: [{ label: "Tier", value: "$event.tier" }], buttons: [{ label: "Open", url: "https://x.io" }, { label: "Bad", url: "javascript:x" }], context: "small" };
  expect((await send(render(template, payload, page()).message, page())).outcome.status).toBe("delivered");
  expect(notion.appended).toEqual(["Ticket\nDown since nine\nTier: pro\nOpen\nsmall"]);
});

test("any text fits, in pieces and cut where it must be", async () => {
  const patient = await startNotionDouble({ callsMax: Infinity });
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: "binary", maxLength: 50 }), fc.integer({ min: 1, max: 5000 }), async (piece, times) => {
      const text = piece.repeat(times).slice(0, 150_000);
      const { message } = render({ mode: "message", title: "t $event.text", text: "$event.text", fields: Array.from({ length: 50 }, () => ({ label: "$event.text", value: "$event.text" })), properties: { Notes: "$event.text" } }, { text: text.slice(0, 20_000) });
      expect((await send(message, database(patient), patient)).outcome.status).toBe("delivered");
    }),
    { numRuns: 25 },
  );
  await patient.close();
});

describe("what Notion answers", () => {
  test.each<[string, () => unknown, object]>([
    ["a page that is not shared any more", () => notion.lose("share"), { status: "rejected", scope: "target", code: "notion_object_not_found" }],
    ["a revoked token", () => notion.lose("token"), { status: "rejected", scope: "connection", code: "notion_unauthorized" }],
    ["a conflict", () => notion.fail({ answer: { status: 409, body: { code: "conflict_error", message: "busy" } } }), { status: "retry", code: "conflict" }],
    ["an overload", () => notion.fail({ answer: { status: 529, body: { code: "service_overload", message: "busy" } } }), { status: "retry", code: "http_529", ambiguous: true }],
    ["a drop after it was taken", () => notion.fail("drop"), { status: "retry", code: "unknown", ambiguous: true }],
  ])("%s", async (_name, act, expected) => {
    act();
    expect((await send(render(undefined, payload, page()).message, page())).outcome).toMatchObject(expected);
  });

  test("a drop while the database is looked at sent nothing", async () => {
    notion.fail("drop");
    const { outcome } = await send(render(undefined, payload).message);
    expect(outcome).toMatchObject({ status: "retry", code: "unknown" });
    expect(outcome).not.toHaveProperty("ambiguous");
  });

  test("429 parks as long as it says", async () => {
    for (let n = 0; n < 5; n += 1) await send(render(undefined, payload).message);
    expect((await send(render(undefined, payload).message)).outcome).toMatchObject({ status: "retry", rateLimited: true, retryAfterMs: expect.any(Number) });
  });
});

test("the account is the integration, with what is shared with it, over all pages of the list", async () => {
  const connection = { token: notion.token, apiBaseUrl: notion.url };
  const ports = deliveryPorts(http);
  expect(await testConnection("notion", connection, ports)).toMatchObject({ ok: true, summary: "Ingestlayer in Acme" });
  expect(await listTargets("notion", connection, ports)).toMatchObject({ ok: true, isComplete: true, targets: [{ label: "Tickets (database)", target: { kind: "database", id: notion.dataSourceId } }, { label: "Runbook", target: { kind: "page" } }] });
  expect(await resolveTarget("notion", connection, { kind: "database", id: `https://www.notion.so/acme/Tickets-${notion.databaseId.replaceAll("-", "")}?v=1` }, ports)).toEqual({ ok: true, target: { kind: "database", id: notion.dataSourceId, name: "Tickets" } });
});

test.each([
  ["0a4c2a1e6f0f4a598f8c0d3b7c3f8f11", "0a4c2a1e-6f0f-4a59-8f8c-0d3b7c3f8f11"],
  ["https://www.notion.so/acme/On-call-0A4C2A1E6F0F4A598F8C0D3B7C3F8F11?pvs=4", "0a4c2a1e-6f0f-4a59-8f8c-0d3b7c3f8f11"],
  ["0a4c2a1e-6f0f-4a59-8f8c-0d3b7c3f8f11", "0a4c2a1e-6f0f-4a59-8f8c-0d3b7c3f8f11"],
  ["Tickets", null],
  ["https://www.notion.so/acme", null],
])("%s is %s", (text, id) => expect(notionId(text)).toBe(id));

test("a database's properties are told with their types, those that an event can't fill marked; a page has none", async () => {
  const connection = { token: notion.token, apiBaseUrl: notion.url };
  const list = await listFields("notion", connection, database(), deliveryPorts(http));
  expect(list).toMatchObject({ ok: true, fields: expect.arrayContaining([expect.objectContaining({ name: "Tier", type: "select", isWritable: true }), expect.objectContaining({ name: "Owner", type: "people", isWritable: false })]) });
  expect(await listFields("notion", connection, page(), deliveryPorts(http))).toEqual({ ok: true, fields: [] });
  notion.lose("share");
  expect(await listFields("notion", connection, database(), deliveryPorts(http))).toMatchObject({ ok: false, code: "notion_object_not_found" });
});
