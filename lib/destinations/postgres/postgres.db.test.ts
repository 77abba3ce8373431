import { afterAll, beforeAll, describe, expect, test } from "vitest";
import pg from "pg";
import fc from "fast-check";
import { z } from "zod";
import { createGuardedSql } from "@/lib/adapters/sql/guarded-sql";
import type { Json } from "@/lib/durable/contract";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";
import { deliveryPorts } from "@/lib/testing/delivery-ports";
import { destinationCatalog } from "../catalog";
import { listFields, listTargets, resolveTarget, sendTest, testConnection } from "../accounts";
import { deliver } from "../deliverers";
import { renderMessage } from "../render-message";
import { sampleContext } from "../sample";

const noHttp = { send: () => Promise.reject(new Error("no HTTP here")) };
const sql = createGuardedSql({ allowPrivateNetwork: "127.0.0.0/8, ::1/128" });
const ports = deliveryPorts(noHttp, { sql });

let testDatabase: TestDatabase;
let owner: pg.Client;
let connection: { url: string; tls: string; timeoutMs?: number };
beforeAll(async () => {
  testDatabase = await createTestDatabase();
  owner = new pg.Client({ connectionString: testDatabase.url });
  await owner.connect();
  await owner.query(`
    CREATE SCHEMA app;
    CREATE TABLE app.tickets (id text UNIQUE, tier text NOT NULL, seats int, ratio numeric(6,2), is_trial boolean, at timestamptz, tags text[], raw jsonb, doc uuid, "Odd ""name" text);
    CREATE TABLE public.incoming (event_id text PRIMARY KEY, event_type text, received_at timestamptz, payload jsonb, customer_tier text);
    CREATE TABLE public.plain (note text);
    CREATE TABLE public.locked (note text);
    CREATE TABLE app.orders (number bigint GENERATED ALWAYS AS IDENTITY, event_id text NOT NULL UNIQUE, at timestamptz NOT NULL DEFAULT now(), state text NOT NULL, note text, secret text, total int, doubled int GENERATED ALWAYS AS (total * 2) STORED, UNIQUE (state, note));
    CREATE ROLE writer LOGIN PASSWORD 'sample-database-password';
    GRANT USAGE ON SCHEMA app, public TO writer;
    GRANT INSERT (number, event_id, at, state, note, total), SELECT (event_id) ON app.orders TO writer;
    GRANT INSERT, SELECT ON app.tickets, public.incoming, public.plain TO writer;`);
  const url = new URL(testDatabase.url);
  url.username = "writer";
  url.password = "sample-database-password";
  url.hostname = "127.0.0.1";
  url.search = "";
  connection = { url: url.href, tls: "off" };
});
afterAll(async () => {
  await sql.close();
  await owner.query("DROP OWNED BY writer; DROP ROLE writer").catch(() => {});
  await owner.end();
  await testDatabase.drop();
});

let events = 0;
function render(table: string, template: unknown, payload: Json = sampleContext.event.payload, id = `evt_${(events += 1)}`) {
  const rendered = renderMessage("postgres", { target: { table }, template, config: {}, context: { ...sampleContext, event: { ...sampleContext.event, id, payload } } });
  if ("refused" in rendered) throw new Error(rendered.refused.detail);
  return rendered.message;
}
const send = (table: string, message: Json, to: object = connection) => deliver("postgres", { message, connection: to, target: { table }, config: {}, deliveryId: "dlv_1", nowMs: 0 }, ports);

const template = (columns: Record<string, string>) => ({ mode: "columns", columns });
const every = template({ id: "$event.id", tier: "$event.tier", seats: "$event.seats", ratio: "$event.ratio", is_trial: "$event.is_trial", at: "$event.received_at", tags: "$event.tags", raw: "$event.payload", doc: "$event.doc", 'Odd "name': "Seats: $event.seats" });
const payload = { tier: "pro", seats: 250, ratio: 0.5, is_trial: false, tags: ["a", 'b"{},'], doc: "0a4c2a1e-6f0f-4a59-8f8c-0d3b7c3f8f11" };

describe("a row", () => {
  test("holds each value in its column's type", async () => {
    const { outcome } = await send("app.tickets", render("app.tickets", every, payload, "evt_types"));
    expect(outcome).toMatchObject({ status: "delivered", receipt: { table: "app.tickets", inserted: true } });
    const { rows } = await owner.query("SELECT * FROM app.tickets WHERE id = 'evt_types'");
    expect(rows).toEqual([{ id: "evt_types", tier: "pro", seats: 250, ratio: "0.50", is_trial: false, at: new Date("2026-03-04T05:06:07.890Z"), tags: ["a", 'b"{},'], raw: payload, doc: payload.doc, 'Odd "name': "Seats: 250" }]);
  });

  test("is there once, however often it is sent, where a unique column holds the event's id", async () => {
    const message = render("app.tickets", every, payload, "evt_once");
    const answers = await Promise.all(Array.from({ length: 8 }, () => send("app.tickets", message)));
    expect(answers.every(({ outcome }) => outcome.status === "delivered")).toBe(true);
    expect(answers.filter(({ outcome }) => outcome.status === "delivered" && (outcome.receipt as { inserted: boolean }).inserted)).toHaveLength(1);
    expect((await owner.query("SELECT 1 FROM app.tickets WHERE id = 'evt_once'")).rowCount).toBe(1);
  });

  test("without columns chosen fills those that the table has, by name", async () => {
    await send("incoming", render("incoming", undefined, { customer_tier: "enterprise", other: 1 }, "evt_default"));
    expect((await owner.query("SELECT * FROM incoming WHERE event_id = 'evt_default'")).rows).toMatchObject([{ event_type: "support.ticket.created", customer_tier: "enterprise", payload: { customer_tier: "enterprise", other: 1 } }]);
    expect((await sendTest("postgres", connection, { table: "incoming" }, ports, { context: sampleContext, deliveryId: "dlv_t", nowMs: 0 })).outcome.status).toBe("delivered");
  });

  test("holds any text as it is: nothing of an event is ever SQL", async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.constantFrom("'); DROP TABLE plain; --", "$1", "\\", '"', "x'::text"), fc.string({ unit: "grapheme", maxLength: 80 })), async (note) => {
        const clean = note.replaceAll("\u0000", "");
        await owner.query("TRUNCATE plain");
        expect((await send("plain", render("plain", template({ note: "$event.note" }), { note: clean }))).outcome.status).toBe("delivered");
        expect((await owner.query("SELECT note FROM plain")).rows).toEqual([{ note: clean }]);
      }),
      { numRuns: 40 },
    );
  });
});

describe("what the database answers", () => {
  test.each<[string, string, object, Json, object]>([
    ["a value of another type", "app.tickets", template({ tier: "x", seats: "$event.seats" }), { seats: "many" }, { status: "rejected", scope: "payload", code: "sql_22P02" }],
    ["nothing for what must be there", "app.tickets", template({ seats: "$event.seats" }), { seats: 1 }, { status: "rejected", scope: "payload", code: "sql_23502" }],
    ["a NUL character", "plain", template({ note: "$event.note" }), { note: "a\u0000b" }, { status: "rejected", scope: "payload" }],
    ["a column that is not there", "plain", template({ nots: "x" }), {}, { status: "rejected", scope: "payload", code: "no_column", detail: expect.stringContaining("it has note") }],
    ["a table that is not there", "app.missing", template({ a: "x" }), {}, { status: "rejected", scope: "target", code: "no_table" }],
    ["a table it may not write", "locked", template({ note: "x" }), {}, { status: "rejected", scope: "target", code: "sql_42501" }],
    ["a table without the event's columns", "plain", undefined as never, { a: 1 }, { status: "rejected", scope: "target", code: "no_column" }],
  ])("%s", async (_name, table, columns, given, expected) => {
    expect((await send(table, render(table, columns, given))).outcome).toMatchObject(expected);
  });

  test("a wrong password is the connection's, an address that may not be reached as well, and no password is told", async () => {
    const wrong = { ...connection, url: connection.url.replace("sample-database-password", "wrong-database-password") };
    const told = [await send("plain", render("plain", template({ note: "x" })), wrong), await testConnection("postgres", wrong, ports)];
    expect(told[0]).toMatchObject({ outcome: { status: "rejected", scope: "connection" } });
    expect(told[1]).toMatchObject({ ok: false });
    expect(JSON.stringify(told)).not.toContain("wrong-database-password");
    const guarded = createGuardedSql({ allowPrivateNetwork: "" });
    const request = { message: render("plain", template({ note: "x" })), connection, target: { table: "plain" }, config: {}, deliveryId: "dlv_1", nowMs: 0 };
    expect((await deliver("postgres", request, deliveryPorts(noHttp, { sql: guarded }))).outcome).toMatchObject({ scope: "connection", code: "refused" });
    expect((await send("plain", render("plain", template({ note: "x" })), { url: "postgres://a:b@127.0.0.1:1/x", tls: "off" })).outcome).toMatchObject({ status: "retry", code: "unsent" });
    expect((await send("plain", render("plain", template({ note: "x" })), { ...connection, tls: "verify" })).outcome).toMatchObject({ scope: "connection", code: "refused" });
  });

  test("a lock is waited for as long as the limit says, and the row may come later", async () => {
    await owner.query("BEGIN; LOCK TABLE plain");
    const { outcome } = await send("plain", render("plain", template({ note: "x" })), { ...connection, timeoutMs: 300 });
    await owner.query("COMMIT");
    expect(outcome).toMatchObject({ status: "retry" });
    expect(outcome).not.toHaveProperty("ambiguous");
  });

  test("a backend that is ended under the statement leaves it unknown", async () => {
    await owner.query("BEGIN; LOCK TABLE plain");
    const sending = send("plain", render("plain", template({ note: "x" })));
    // Within a transaction the view stays as it was first seen.
    const ended = async () => (await owner.query("SELECT pg_stat_clear_snapshot()"), await owner.query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'writer' AND wait_event_type = 'Lock' AND query LIKE 'INSERT%'")).rowCount;
    while ((await ended()) === 0) await new Promise((resolve) => setImmediate(resolve));
    expect((await sending).outcome).toMatchObject({ status: "retry", code: "unknown", ambiguous: true });
    await owner.query("COMMIT");
  });
});

test("the account is the role, its tables are those it may insert into", async () => {
  expect(await testConnection("postgres", connection, ports)).toMatchObject({ ok: true, summary: expect.stringMatching(/^writer in /) });
  expect(await listTargets("postgres", connection, ports)).toMatchObject({ ok: true, targets: [{ label: "app.tickets" }, { label: "public.incoming" }, { label: "public.plain" }] });
  expect(await resolveTarget("postgres", connection, { table: "plain" }, ports)).toEqual({ ok: true, target: { table: "public.plain" } });
  expect(await resolveTarget("postgres", connection, { table: "missing" }, ports)).toMatchObject({ ok: false, code: "no_table" });
});

describe("a table's columns", () => {
  const column = { isRequired: false, isUnique: false, isNullable: true, isWritable: true, default: null };

  test("are told as the role meets them, without those the database computes", async () => {
    expect(await listFields("postgres", connection, { table: "app.orders" }, ports)).toEqual({
      ok: true,
      fields: [
        { ...column, name: "number", type: "bigint", isNullable: false, isWritable: false, default: "identity" },
        { ...column, name: "event_id", type: "text", isRequired: true, isUnique: true, isNullable: false },
        { ...column, name: "at", type: "timestamp with time zone", isNullable: false, default: "now()" },
        { ...column, name: "state", type: "text", isRequired: true, isNullable: false },
        { ...column, name: "note", type: "text" },
        { ...column, name: "secret", type: "text", isWritable: false },
        { ...column, name: "total", type: "integer" },
      ],
    });
    expect(await listFields("postgres", connection, { table: "app.missing" }, ports)).toMatchObject({ ok: false, code: "no_table" });
    expect(await listFields("postgres", connection, {}, ports)).toMatchObject({ ok: false, code: "invalid_target" });
  });

  test("that the role may not fill are left alone where nobody chose columns", async () => {
    const given = { number: 7, state: "new", secret: "x", total: 2 };
    expect((await send("app.orders", render("app.orders", undefined, given, "evt_open"))).outcome).toMatchObject({ status: "delivered" });
    expect((await owner.query("SELECT number, state, secret, doubled FROM app.orders WHERE event_id = 'evt_open'")).rows).toEqual([{ number: "1", state: "new", secret: null, doubled: 4 }]);
  });

  test.each(["maybe", "1,5", "2147483648", "12", "x"])("refuse in the editor what the database refuses: %s", async (text) => {
    const { fields } = z.object({ fields: z.array(z.object({ name: z.string(), type: z.string() })) }).parse(await listFields("postgres", connection, { table: "app.tickets" }, ports));
    for (const { name, type } of fields) {
      if (destinationCatalog.postgres.checkFieldText?.(type, text) == null) continue;
      const answer = await send("app.tickets", render("app.tickets", template({ tier: "pro", [name]: text }), {}));
      expect({ name, ...answer.outcome }).toMatchObject({ name, status: "rejected", scope: "payload" });
    }
  });
});
