import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { deliveryPorts } from "@/lib/testing/delivery-ports";
import { createGuardedHttp } from "@/lib/adapters/http/guarded-http";
import type { Json } from "@/lib/durable/contract";
import { startTelegramDouble, type TelegramDouble } from "@/lib/testing/doubles/telegram";
import { listTargets, resolveTarget, testConnection } from "../accounts";
import { deliver } from "../deliverers";
import { renderMessage } from "../render-message";
import { sampleContext } from "../sample";
import { checkTelegramTemplate } from "./check-template";
import { cutHtml, htmlProblem, shownLength } from "./html";
import { telegramMessage } from "./message";

const ports = deliveryPorts(createGuardedHttp({ allowPrivateNetwork: "127.0.0.0/8" }));
let telegram: TelegramDouble;
beforeEach(async () => {
  telegram = await startTelegramDouble();
});
afterEach(() => telegram.close());

const contextWith = (payload: Json) => ({ ...sampleContext, event: { ...sampleContext.event, payload } });
const connection = (of = telegram) => ({ botToken: of.botToken, apiBaseUrl: of.url });

function render(template: unknown, payload: Json = sampleContext.event.payload) {
  const rendered = renderMessage("telegram", { target: { chat: "501" }, template, config: {}, context: contextWith(payload) });
  if ("refused" in rendered) throw new Error(rendered.refused.detail);
  return rendered;
}

const send = ({ chat = "501", message = render(undefined).message, to = connection() as unknown }: { chat?: string; message?: Json; to?: unknown } = {}) =>
  deliver("telegram", { message, connection: to, target: { chat }, config: {}, deliveryId: "dlv_1", nowMs: 0 }, ports);

describe("what is sent", () => {
  test("arrives as it was meant, with its buttons", async () => {
    const template = { mode: "message", title: "Ticket $event.ticket_id", text: "<i>$event.subject</i>", fields: [{ label: "Tier", value: "$event.customer_tier" }], buttons: [{ label: "Open", url: "https://x.io/1" }, { label: "Bad", url: "$event.subject" }] };
    expect((await send({ message: render(template).message })).outcome).toEqual({ status: "delivered", receipt: { id: 1, chat: "501" } });
    expect(telegram.messages).toEqual([{ id: 1, replyTo: undefined, edits: 0, chat: "501", thread: undefined, plain: "Ticket T-1042\n\nPayments <fail> & nobody answers\n\nTier: enterprise", entities: ["b", "i", "b"], buttons: [{ text: "Open", url: "https://x.io/1" }] }]);
    expect((await send({ chat: "@acme_alerts" })).outcome).toMatchObject({ receipt: { permalink: "https://t.me/acme_alerts/2" } });
  });

  test("has no markup, mention or command that an event brought, and always fits", async () => {
    const hostile = fc.array(fc.oneof(fc.constantFrom("<b>", "</b>", "&amp;", "&#64;", "@admin", "/start", "#tag", "$USD", '<a href="javascript:x">', '"', "'", "😀", "\ud800"), fc.string({ maxLength: 900 })), { maxLength: 12 }).map((parts) => parts.join(""));
    const patient = await startTelegramDouble({ callsMax: Infinity });
    const templates: [unknown, string[]][] = [
      [{ mode: "message", title: "$event.a", text: "x {{ $event.a }}{{ $event.b }}", fields: [{ label: "$event.a", value: "$event.b" }], context: "$event.b" }, ["b", "i"]],
      [{ mode: "html", text: 'x <code>$event.a</code> {{ $event.b }} <a href="$event.b">$event.a</a>' }, ["code", "a "]],
    ];
    await fc.assert(
      fc.asyncProperty(hostile, hostile, fc.constantFrom(...templates), async (a, b, [template, own]) => {
        const rendered = render(template, { a, b });
        const { outcome } = await send({ message: rendered.message, to: connection(patient) });
        expect(outcome.status).toBe("delivered");
        for (const { entities } of patient.messages.splice(0)) expect(entities.filter((entity) => !own.includes(entity) && !/^a (https?:|mailto:)/.test(entity))).toEqual([]);
      }),
      { numRuns: 100 },
    );
    await patient.close();
  });

  test("is cut where the text ends, never within a tag or an entity", async () => {
    fc.assert(fc.property(fc.array(fc.constantFrom("<b>", "</b>", "&lt;", "x", "😀", "<i>yy</i>", '<a href="https://x.io">z</a>'), { maxLength: 60 }), fc.integer({ min: 1, max: 40 }), (parts, max) => {
      const html = parts.join("");
      if (htmlProblem(html) !== null) return;
      const cut = cutHtml(html, max);
      expect(htmlProblem(cut)).toBeNull();
      expect(shownLength(cut)).toBeLessThanOrEqual(max);
    }));
    const { message, cuts } = render({ mode: "html", text: "<b>$event.t</b>" }, { t: "<".repeat(5000) });
    expect(cuts).toEqual(["the text was cut from 5000 to 4096 characters"]);
    expect((await send({ message })).outcome.status).toBe("delivered");
    expect(telegramMessage.parse(message).text.endsWith("…</b>")).toBe(true);
  });

  test("has a button to its event where it was cut, and one alone", async () => {
    const event = { text: "Open event", url: sampleContext.event.meta.url };
    const own = { label: "Look", url: "$event.meta.url" };
    for (const [template, buttons] of [[{ mode: "html", text: "$event.t" }, [event]], [{ mode: "message", text: "$event.t", buttons: [own] }, [{ ...event, text: "Look" }]]] as const) {
      expect((await send({ message: render(template, { t: "x".repeat(5000) }).message })).outcome.status).toBe("delivered");
      expect(telegram.messages.at(-1)?.buttons).toEqual(buttons);
    }
    expect(render({ mode: "html", text: "$event.t" }, { t: "short" }).message).not.toHaveProperty("reply_markup");
  });

  test("leaves out a button that would have the whole message refused, and says so", async () => {
    const at = (url: string) => ({ ...sampleContext, event: { ...sampleContext.event, meta: { ...sampleContext.event.meta, url } } });
    const rendered = renderMessage("telegram", { target: { chat: "501" }, template: undefined, config: {}, context: at("http://localhost:3000/events/1") });
    expect(rendered).toMatchObject({ cuts: [expect.stringContaining('the button "Open event" was left out')] });
    expect((await send({ message: "message" in rendered ? rendered.message : null })).outcome.status).toBe("delivered");
    for (const url of ["http://127.0.0.1:3000/events/1", "http://[::1]:3000/events/1"]) expect(renderMessage("telegram", { target: { chat: "501" }, template: undefined, config: {}, context: at(url) })).toMatchObject({ message: { reply_markup: { inline_keyboard: [[{ url }]] } }, cuts: [] });
  });

  test.each<[object, string[]]>([
    [{ mode: "html", text: "<b>$event.a" }, ["template.text"]],
    [{ mode: "html", text: "<h1>x</h1>" }, ["template.text"]],
    [{ mode: "html", text: "a < b" }, ["template.text"]],
    [{ mode: "html", text: "a &lt; b {{ $event.a | default: \"<\" }}" }, []],
    [{ mode: "message", fields: [{ label: "<u>", value: "x" }] }, ["template.fields[0].label"]],
    [{ mode: "message" }, ["template"]],
    [{ mode: "message", title: "x", buttons: [{ label: "x", url: "javascript:x" }] }, ["template.buttons[0].url"]],
  ])("%j is told at save", (template, paths) => expect(checkTelegramTemplate(template as never).map(({ path }) => path)).toEqual(paths));
});

describe("what Telegram answers", () => {
  test("a group that became a supergroup is followed, at once and from then on", async () => {
    telegram.change("migrate");
    expect((await send({ chat: "-4001" })).outcome).toMatchObject({ status: "delivered", receipt: { chat: "-1004001", movedTo: "-1004001", permalink: "https://t.me/c/4001/1" } });
    const calls = telegram.requests.length;
    expect((await send({ chat: "-4001" })).outcome.status).toBe("delivered");
    expect(telegram.requests.length - calls).toBe(1);
    expect(telegram.messages).toHaveLength(2);
  });

  test("what was to take the place of a message that stayed behind in the old group begins anew in the new one", async () => {
    expect((await send({ chat: "-4001" })).outcome).toMatchObject({ status: "delivered", receipt: { id: 1 } });
    telegram.change("migrate");
    const request = { message: render(undefined).message, connection: connection(), target: { chat: "-4001" }, config: {}, deliveryId: "dlv_2", nowMs: 0 };
    const { outcome } = await deliver("telegram", { ...request, earlier: { mode: "update", receipt: { id: 1, chat: "-4001" } } }, ports);
    expect(outcome).toMatchObject({ status: "delivered", receipt: { chat: "-1004001", began: true } });
    expect(telegram.messages.map(({ chat }) => chat)).toEqual(["-4001", "-1004001"]);
  });

  test("429 parks as long as it says", async () => {
    for (let n = 0; n < 3; n += 1) await send();
    expect((await send()).outcome).toMatchObject({ status: "retry", rateLimited: true, retryAfterMs: 1000 });
  });

  test.each<[string, () => unknown, object]>([
    ["a blocked bot", () => telegram.change("block"), { status: "rejected", scope: "target", code: "bot_blocked" }],
    ["a chat that is gone", () => telegram.change("vanish"), { status: "rejected", scope: "target", code: "chat_not_found" }],
    ["a revoked token", () => telegram.change("revoke"), { status: "rejected", scope: "connection", code: "invalid_token" }],
    ["a drop after it was taken", () => telegram.fail("drop"), { status: "retry", ambiguous: true }],
    ["a failure", () => telegram.fail({ answer: { status: 502, body: "bad gateway" } }), { status: "retry", ambiguous: true, code: "http_502" }],
  ])("%s", async (_name, act, expected) => {
    act();
    const { outcome, trace } = await send();
    expect(outcome).toMatchObject(expected);
    expect(JSON.stringify({ outcome, trace })).not.toContain(telegram.botToken.slice(5));
  });

  test("markup that can't be read is the template's fault", async () => {
    const message = { text: "<b>x", parse_mode: "HTML", link_preview_options: { is_disabled: true } };
    expect((await send({ message })).outcome).toMatchObject({ status: "rejected", scope: "payload", code: "invalid_html" });
  });
});

test("the account tells its name, the chats that know it, and what an @name stands for", async () => {
  expect(await testConnection("telegram", connection(), ports)).toMatchObject({ ok: true, summary: "@acme_bot" });
  expect(await listTargets("telegram", connection(), ports)).toMatchObject({ ok: true, targets: [{ label: "Ada Lovelace", target: { chat: "501" } }, { label: "Ops", target: { chat: "-4001" } }] });
  expect(await resolveTarget("telegram", connection(), { chat: "@acme_alerts" }, ports)).toEqual({ ok: true, target: { chat: "-1009001", chatName: "Alerts" } });
  expect(await resolveTarget("telegram", connection(), { chat: "12345" }, ports)).toMatchObject({ ok: false, code: "chat_not_found" });
});

describe("the list of chats", () => {
  test("says of a group that threw the bot out that it is not in it any more", async () => {
    telegram.change("kick");
    expect(await listTargets("telegram", connection(), ports)).toMatchObject({ targets: [{ label: "Ada Lovelace", isMember: true }, { label: "Ops", isPrivate: true, isMember: false }] });
  });

  test("changes nothing of what the bot's other programs get to know", async () => {
    await listTargets("telegram", connection(), ports);
    expect(telegram.requests.map(({ body }) => body)).toEqual([{ limit: 100 }]);
  });

  test.each<["webhook" | "poll", string]>([["webhook", "the bot has a webhook"], ["poll", "another program reads the bot's updates"]])("can't be had beside a %s, and says why", async (what, why) => {
    telegram.change(what);
    expect(await listTargets("telegram", connection(), ports)).toMatchObject({ ok: false, code: "http_409", detail: `${why}, so its chats can't be listed: type the chat's id or @name` });
  });
});
