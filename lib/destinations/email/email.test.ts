import { simpleParser, type ParsedMail } from "mailparser";
import { SMTPServer, type SMTPServerOptions } from "smtp-server";
import { afterEach, describe, expect, test } from "vitest";
import fc from "fast-check";
import { createGuardedMail } from "@/lib/adapters/smtp/guarded-mail";
import type { Json } from "@/lib/durable/contract";
import { deliveryPorts } from "@/lib/testing/delivery-ports";
import type { HttpPort } from "@/lib/ports/ports";
import { sendTest, testConnection } from "../accounts";
import { deliver } from "../deliverers";
import { renderMessage } from "../render-message";
import { sampleContext } from "../sample";
import { emailMessage } from "./message";

const noHttp: HttpPort = { send: () => Promise.reject(new Error("no HTTP here")) };
const ports = deliveryPorts(noHttp, { mail: createGuardedMail({ allowPrivateNetwork: "127.0.0.0/8", lookup: async () => [{ address: "127.0.0.1", family: 4 }] }) });

let server: SMTPServer | undefined;
const received: { to: string[]; mail: ParsedMail; raw: string }[] = [];
afterEach(async () => {
  const open = server;
  server = undefined;
  received.length = 0;
  if (open) await new Promise<void>((resolve) => open.close(() => resolve()));
});

/** A real SMTP server on loopback; answers the port. */
async function startServer(options: SMTPServerOptions = {}): Promise<number> {
  const started = new SMTPServer({
    authOptional: true, disabledCommands: options.disabledCommands ?? ["STARTTLS"], logger: false, allowInsecureAuth: true, closeTimeout: 10,
    onAuth: ({ username, password }, _session, done) => (username === "events" && password === "sample-smtp-password" ? done(null, { user: username }) : done(new Error("Invalid username or password"))),
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", () => {
        const raw = Buffer.concat(chunks).toString("utf8");
        void simpleParser(raw).then((mail) => {
          received.push({ to: session.envelope.rcptTo.map(({ address }) => address), mail, raw });
          done(null, "2.0.0 taken");
        });
      });
    },
    ...options,
  });
  server = started;
  started.on("error", () => {});
  await new Promise<void>((resolve) => started.listen(0, "127.0.0.1", resolve));
  const address = started.server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return address.port;
}

const refusal = (code: number, message: string) => Object.assign(new Error(message), { responseCode: code });
const connectionTo = (port: number, more: object = {}) => ({ host: "mail.test", port, security: "none", fromAddress: "events@example.com", fromName: "Events", ...more });

function render(template: unknown, { payload = sampleContext.event.payload, to = ["team@example.com"] as string[], replyTo }: { payload?: Json; to?: string[]; replyTo?: string } = {}) {
  return renderMessage("email", { target: { to, ...(replyTo ? { replyTo } : {}) }, template, config: {}, context: { ...sampleContext, event: { ...sampleContext.event, payload } } });
}
function messageOf(...args: Parameters<typeof render>) {
  const rendered = render(...args);
  if ("refused" in rendered) throw new Error(rendered.refused.detail);
  return rendered.message;
}
const send = (connection: unknown, message: Json = messageOf(undefined)) => deliver("email", { message, connection, target: { to: ["team@example.com"] }, config: {}, deliveryId: "dlv_1", nowMs: 0 }, ports);

const template = { mode: "message", title: "Ticket $event.ticket_id", text: "<b>$event.subject</b>", fields: [{ label: "Tier", value: "$event.customer_tier" }], buttons: [{ label: "Open event", url: "$event.meta.url" }], context: "Seats $event.seats" };

describe("what is sent", () => {
  test("is a mail with a text and a table, to each recipient, under an id that stays the same", async () => {
    const port = await startServer();
    const message = messageOf(template, { to: ["$event.emails", "team@example.com", "$event.owner"], replyTo: "help@example.com", payload: { ticket_id: "T-1", subject: "<script>alert(1)</script>", customer_tier: "pro", seats: 3, emails: ["a@example.com", "b@example.com"], owner: "a@example.com" } });
    const { outcome } = await send(connectionTo(port), message);
    expect(outcome).toMatchObject({ status: "delivered", receipt: { messageId: "<dlv_1@example.com>", accepted: ["a@example.com", "b@example.com", "team@example.com"] } });
    const [{ mail, to, raw } = { mail: undefined, to: [], raw: "" }] = received;
    expect(to).toEqual(["a@example.com", "b@example.com", "team@example.com"]);
    expect(mail).toMatchObject({ subject: "Ticket T-1", messageId: "<dlv_1@example.com>", from: { text: '"Events" <events@example.com>' }, replyTo: { text: "help@example.com" } });
    expect(mail?.text).toContain("<script>alert(1)</script>\n\nTier: pro\n\nOpen event: https://ingestlayer.example/events/");
    expect(String(mail?.html)).toContain("<b>&lt;script&gt;alert(1)&lt;/script&gt;</b>");
    expect(raw).toMatch(/^Auto-Submitted: auto-generated\r?$/m);
    expect(raw).not.toContain("List-Unsubscribe");
  });

  test("never has a header, a recipient or a tag that an event brought", async () => {
    const hostile = fc.array(fc.oneof(fc.constantFrom("\r\n", "\nBcc: evil@example.com", "<b>", '"', ",", "evil@example.com", "\u2028", "😀", "\ud800"), fc.string({ maxLength: 60 })), { maxLength: 8 }).map((parts) => parts.join(""));
    fc.assert(
      fc.property(hostile, (text) => {
        const rendered = render(template, { payload: { ticket_id: text, subject: text, customer_tier: text, seats: text }, to: ["team@example.com"] });
        if ("refused" in rendered) throw new Error(rendered.refused.detail);
        const { subject, to, html } = emailMessage.parse(rendered.message);
        expect(to).toEqual(["team@example.com"]);
        expect(subject).not.toMatch(/[\r\n\u2028\u2029]/);
        const clean = emailMessage.parse(messageOf(template, { payload: { ticket_id: "x", subject: "x", customer_tier: "x", seats: "x" } }));
        const tags = (text: string) => text.match(/<[a-z/][^>]*>/g)?.filter((tag) => tag !== "<br>");
        expect(tags(html)).toEqual(tags(clean.html));
      }),
    );
  });

  test.each<[string, Json]>([
    ["nothing", {}], ["no address", { email: "nobody" }], ["two in one", { email: "a@example.com, b@example.com" }], ["a header", { email: "a@example.com\r\nBcc: b@example.com" }], ["a name", { email: "A <a@example.com>" }], ["a list with a bad one", { email: ["a@example.com", "b"] }],
  ])("with %s for a recipient, the mail is refused before it is sent, and the field is named", (_name, payload) => {
    expect(render(template, { payload, to: ["ok@example.com", "$event.email"] })).toMatchObject({ refused: { code: "invalid_recipient", detail: expect.stringContaining("target.to[1]") } });
  });

  test("too many recipients and too long texts are told", () => {
    expect(render(template, { payload: { emails: Array.from({ length: 51 }, (_, n) => `u${n}@example.com`) }, to: ["$event.emails"] })).toMatchObject({ refused: { detail: expect.stringContaining("at most 50") } });
    expect(render(template, { payload: { ticket_id: "x".repeat(300), subject: "y".repeat(200_000) } })).toMatchObject({ cuts: ["the subject was cut from 307 to 250 characters", expect.stringContaining("the text was cut from")] });
  });
});

describe("what the server answers", () => {
  test.each<[string, SMTPServerOptions, object, object]>([
    ["greylisting", { onRcptTo: (_address, _session, done) => done(refusal(451, "4.7.1 try again later")) }, {}, { status: "retry", code: "smtp_451" }],
    ["an unknown mailbox", { onRcptTo: (_address, _session, done) => done(refusal(550, "5.1.1 no such user")) }, {}, { status: "rejected", scope: "payload", code: "recipient_refused" }],
    ["a sender it does not like", { onMailFrom: (_address, _session, done) => done(refusal(553, "5.7.1 not yours")) }, {}, { status: "rejected", scope: "connection", code: "sender_refused" }],
    ["a wrong password", {}, { user: "events", password: "wrong-password" }, { status: "rejected", scope: "connection", code: "auth_refused" }],
    ["spam", { onData: (stream, _session, done) => (stream.resume(), stream.on("end", () => done(refusal(554, "5.7.1 spam")))) }, {}, { status: "rejected", scope: "payload", code: "message_refused" }],
    ["no TLS where it is wanted", {}, { security: "starttls" }, { status: "rejected", scope: "connection", code: "refused" }],
    ["a certificate of its own", { secure: true, disabledCommands: [] }, { security: "tls" }, { status: "rejected", scope: "connection", code: "refused" }],
  ])("%s", async (_name, options, more, expected) => {
    const port = await startServer(options);
    const { outcome } = await send(connectionTo(port, more));
    expect(outcome).toMatchObject(expected);
    expect(received).toEqual([]);
  });

  test("one recipient of three that is refused does not keep the mail from the others", async () => {
    const port = await startServer({ onRcptTo: ({ address }, _session, done) => (address.startsWith("b@") ? done(refusal(550, "5.1.1 no such user")) : done()) });
    const { outcome } = await send(connectionTo(port), messageOf(template, { to: ["a@example.com", "b@example.com", "c@example.com"] }));
    expect(outcome).toMatchObject({ status: "delivered", receipt: { accepted: ["a@example.com", "c@example.com"], rejected: [{ address: "b@example.com" }] } });
  });

  test("a connection cut after the text was on its way may have sent it; one cut before did not", async () => {
    const late = await startServer({ onData: (stream, session, done) => (stream.resume(), stream.on("end", () => void (server?.connections.forEach((each) => each._socket.destroy()), session, done))) });
    expect((await send(connectionTo(late))).outcome).toMatchObject({ status: "retry", code: "unknown", ambiguous: true });
    await new Promise<void>((resolve) => server?.close(() => resolve()));
    const early = await startServer({ onMailFrom: () => server?.connections.forEach((each) => each._socket.destroy()) });
    const { outcome } = await send(connectionTo(early));
    expect(outcome).toMatchObject({ status: "retry", code: "unsent" });
    expect(outcome).not.toHaveProperty("ambiguous");
  });

  test("nobody listening is unsent, a private address is refused, and no password is told", async () => {
    expect((await send(connectionTo(1))).outcome).toMatchObject({ status: "retry", code: "unsent" });
    const guarded = deliveryPorts(noHttp, { mail: createGuardedMail({ allowPrivateNetwork: "" }) });
    const request = { message: messageOf(undefined), connection: connectionTo(25, { host: "127.0.0.1", user: "events", password: "sample-smtp-password" }), target: { to: ["a@example.com"] }, config: {}, deliveryId: "dlv_1", nowMs: 0 };
    const result = await deliver("email", request, guarded);
    expect(result.outcome).toMatchObject({ status: "rejected", scope: "connection", code: "refused" });
    expect(JSON.stringify(result)).not.toContain("sample-smtp-password");
  });
});

test("the account is who signs in, and a test message arrives", async () => {
  const port = await startServer();
  const connection = connectionTo(port, { user: "events", password: "sample-smtp-password" });
  expect(await testConnection("email", connection, ports)).toMatchObject({ ok: true, summary: "events@example.com through mail.test" });
  expect(await testConnection("email", { ...connection, password: "wrong-password" }, ports)).toMatchObject({ ok: false, code: "auth_refused" });
  expect((await sendTest("email", connection, { to: ["team@example.com"] }, ports, { context: sampleContext, deliveryId: "dlv_t", nowMs: 0 })).outcome.status).toBe("delivered");
  expect(received[0]?.mail.subject).toBe("support.ticket.created");
});
