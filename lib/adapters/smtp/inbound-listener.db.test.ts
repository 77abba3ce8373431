import { connect } from "node:net";
import nodemailer from "nodemailer";
import { afterAll, beforeAll, expect, test } from "vitest";
import { closeDatabase, openDatabase, type Database } from "@/lib/db";
import { openGate, type Gate } from "@/lib/ingest/gate";
import { createTenant, type Tenant } from "@/lib/ingest/testing/tenant";
import { createSource } from "@/lib/sources/create-source";
import { pauseSource } from "@/lib/sources/pause-source";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";
import { startInboundListener, type InboundListener } from "./inbound-listener";

let testDatabase: TestDatabase;
let db: Database;
let gate: Gate;
let listener: InboundListener;
let tenant: Tenant;
const errors: unknown[] = [];

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  db = openDatabase(testDatabase.url, 4);
  gate = openGate({ databaseUrl: testDatabase.url, wake: () => {} });
  listener = await startInboundListener({ port: 0, host: "127.0.0.1", domain: "in.example.com", gate: () => gate, onError: (error) => errors.push(error) });
  tenant = await createTenant(db);
});
afterAll(async () => {
  await listener.close();
  await gate.close();
  await closeDatabase(db);
  await testDatabase.drop();
});

let count = 0;
async function mailbox(change: { from_domains?: string[]; rate_limit?: { per_second: number; burst: number } } = {}) {
  const caller = { organizationId: tenant.organizationId, actor: "system" };
  const { row, mailbox: name } = await createSource(caller, { slug: `mail-${++count}`, kind: "email", ...change }, db);
  return { id: row.id, caller, address: `${name}@in.example.com`, events: () => db.prisma.event.findMany({ where: { sourceId: row.id }, orderBy: { id: "asc" } }) };
}

const send = (mail: nodemailer.SendMailOptions) =>
  nodemailer.createTransport({ host: "127.0.0.1", port: listener.port, secure: false, ignoreTLS: true }).sendMail({ from: "Ann <ann@example.org>", subject: "Checkout is down", text: "Since 09:30.", ...mail });

test("a mail is an event with its facts, once, however often its server sends it", async () => {
  const { address, events } = await mailbox();
  const mail = {
    to: `Support <${address.toUpperCase().replace("IN_", "in_")}>`, cc: "boss@example.org", messageId: "<m1@example.org>", date: new Date("2026-01-02T03:04:05Z"),
    html: "<p>Since <b>09:30</b>.</p>", attachments: [{ filename: "log ü.txt", content: "12345" }],
  };
  await send({ ...mail, envelope: { from: "ann@example.org", to: [address] } });
  await send({ ...mail, envelope: { from: "ann@example.org", to: [address] } });
  expect(await events()).toMatchObject([
    {
      type: "email.received", idempotencyKey: "<m1@example.org>", occurredAt: new Date("2026-01-02T03:04:05Z"),
      payload: {
        from: "ann@example.org", subject: "Checkout is down", text: expect.stringMatching(/^Since 09:30\.\n?$/), html: expect.stringContaining("<b>09:30</b>"),
        attachments: [{ filename: "log ü.txt", content_type: "text/plain", size: 5 }],
      },
    },
  ]);
});

test("only allowed domains write, and nobody to what is no address here", async () => {
  const { address, events } = await mailbox({ from_domains: ["example.com"] });
  await expect(send({ to: address })).rejects.toMatchObject({ responseCode: 550 });
  await expect(send({ to: address, from: "x@example.com.evil.org" })).rejects.toMatchObject({ responseCode: 550 });
  // The envelope says one thing, the mail another.
  await expect(send({ to: address, envelope: { from: "a@example.com", to: [address] } })).rejects.toMatchObject({ responseCode: 550 });
  await send({ to: address, from: "bot@mail.example.com" });
  expect(await events()).toHaveLength(1);
  for (const to of ["postmaster@in.example.com", `in_${"a".repeat(26)}@in.example.com`, address.replace("in.example.com", "elsewhere.example")]) {
    await expect(send({ to, from: "a@example.com" })).rejects.toMatchObject({ responseCode: 550 });
  }
});

test("what a later try may mend is refused for now: a limit, a pause", async () => {
  const { address, events, caller, id } = await mailbox({ rate_limit: { per_second: 0.001, burst: 1 } });
  await send({ to: address });
  await expect(send({ to: address })).rejects.toMatchObject({ responseCode: 451 });
  await pauseSource(caller, id, db);
  await expect(send({ to: address })).rejects.toMatchObject({ responseCode: 451 });
  expect(await events()).toHaveLength(1);
});

test("a mail longer than an event loses its HTML, then the end of its text; one over 10 MiB is refused", async () => {
  const { address, events } = await mailbox();
  await send({ to: address, html: `<p>${"x".repeat(300_000)}</p>` });
  await send({ to: address, text: "é".repeat(400_000) });
  const [plain, cut] = (await events()).map(({ payload }) => payload as { text: string; html?: string; is_cut: boolean });
  expect([plain?.html, plain?.is_cut, plain?.text.trim()]).toEqual([undefined, true, "Since 09:30."]);
  expect(cut?.text).toMatch(/^é{30000,}$/);
  await expect(send({ to: address, attachments: [{ filename: "big", content: Buffer.alloc(9 * 1024 * 1024) }] })).rejects.toMatchObject({ responseCode: 552 });
  expect(await events()).toHaveLength(2);
});

test("it holds against what is no mail, and takes the next one", async () => {
  const { address, events } = await mailbox();
  const answers = await new Promise<string>((resolve) => {
    let text = "";
    const lines = ["EHLO x", "MAIL FROM:<>", `RCPT TO:<${address}>`, "DATA", "\u0000\uFFFF broken\r\n: :\r\nContent-Type: multipart/mixed; boundary=\r\n\r\n--\r\n.", `GARBAGE ${"x".repeat(5000)}`, "QUIT"];
    const socket = connect(listener.port, "127.0.0.1");
    // A line an answer: whoever talks first is sent away.
    socket.on("data", (chunk) => {
      text += chunk;
      const line = /^\d{3} /m.test(chunk.toString()) ? lines.shift() : undefined;
      if (line !== undefined) socket.write(`${line}\r\n`);
    });
    socket.on("close", () => resolve(text));
  });
  expect(answers).toMatch(/^220 /);
  expect(answers).not.toMatch(/^421 /m);
  await send({ to: address });
  expect((await events()).at(-1)).toMatchObject({ payload: { subject: "Checkout is down" } });
  expect(errors).toEqual([]);
});
