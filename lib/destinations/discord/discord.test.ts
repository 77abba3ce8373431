import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { deliveryPorts } from "@/lib/testing/delivery-ports";
import { createGuardedHttp } from "@/lib/adapters/http/guarded-http";
import type { Json } from "@/lib/durable/contract";
import { startDiscordDouble, type DiscordDouble } from "@/lib/testing/doubles/discord";
import type { HttpPort } from "@/lib/ports/ports";
import { listTargets, resolveTarget, sendTest, testConnection } from "../accounts";
import { deliver } from "../deliverers";
import { renderMessage } from "../render-message";
import { sampleContext } from "../sample";
import { explainDiscordFailure } from "./explain-failure";
import { measureDiscord } from "./measure";
import { discordMessage } from "./message";

const guarded = createGuardedHttp({ allowPrivateNetwork: "127.0.0.0/8" });
const http: HttpPort = { send: (request) => guarded.send({ ...request, timeoutMs: Math.min(request.timeoutMs, 300) }) };
const ports = deliveryPorts(http);
let discord: DiscordDouble;
beforeEach(async () => {
  discord = await startDiscordDouble();
});
afterEach(() => discord.close());

const contextWith = (payload: Json) => ({ ...sampleContext, event: { ...sampleContext.event, payload } });

function render(template: unknown, payload: Json = sampleContext.event.payload) {
  const rendered = renderMessage("discord", { target: {}, template, config: {}, context: contextWith(payload) });
  if ("refused" in rendered) throw new Error(rendered.refused.detail);
  return rendered;
}

const byWebhook = () => ({ webhookUrl: discord.webhookUrl });
const byBot = () => ({ botToken: discord.botToken, apiBaseUrl: `${discord.url}/api/v10` });

let deliveries = 0;
function send(connection: unknown, { target = {}, message = render(undefined).message, deliveryId = `dlv_01J${(deliveries += 1)}` }: { target?: object; message?: Json; deliveryId?: string } = {}) {
  return deliver("discord", { message, connection, target, config: {}, deliveryId, nowMs: 0 }, ports);
}

describe("what is sent", () => {
  test("is accepted by webhook and by bot, the default message and one of one's own", async () => {
    const template = { mode: "message", title: "Ticket $event.ticket_id", text: "**$event.subject**", fields: [{ label: "Tier", value: "$event.customer_tier" }], buttons: [{ label: "Open (it)", url: "https://x.io/a(b)" }], context: "Seats $event.seats" };
    expect((await send(byWebhook())).outcome).toEqual({ status: "delivered", receipt: { id: "1001", channel: "201" } });
    expect((await send(byBot(), { target: { channel: "200" }, message: render(template).message })).outcome).toEqual({ status: "delivered", receipt: { id: "1002", channel: "200" } });
    const [, own] = discord.messages;
    expect(own).toMatchObject({ channel: "200", pings: [] });
    expect(own?.embeds[0]).toMatchObject({
      title: "Ticket T\\-1042",
      description: "**Payments \\<fail\\> & nobody answers**\n\n[Open (it)](https://x.io/a%28b%29)",
      fields: [{ name: "Tier", value: "enterprise", inline: true }],
      footer: { text: "Seats 250" },
    });
  });

  test("never pings and always fits, whatever the event holds", async () => {
    const hostile = fc.array(fc.oneof(fc.constantFrom("@everyone", "<@1>", "<@&2>", "[a](http://x)", "**", "~~", "||", "`", "\n> ", "\\", "😀", "\ud800"), fc.string({ maxLength: 2000 })), { maxLength: 12 }).map((parts) => parts.join(""));
    const templates = [
      undefined,
      { mode: "message", title: "$event.a", text: "$event.a $event.b", fields: Array.from({ length: 25 }, () => ({ label: "$event.a", value: "$event.b" })), context: "$event.b" },
      { mode: "json", body: '{ content: "$event.a", embeds: [{ title: $event.b, description: "$event.a" }] }' },
    ];
    const patient = await startDiscordDouble({ callsMax: Infinity });
    await fc.assert(
      fc.asyncProperty(hostile, hostile, fc.constantFrom(...templates), async (a, b, template) => {
        const rendered = renderMessage("discord", { target: {}, template, config: {}, context: contextWith({ a, b }) });
        if ("refused" in rendered) {
          expect(rendered.refused.code).toMatch(/^(empty_message|invalid_message)$/);
          return;
        }
        const { outcome } = await send({ botToken: patient.botToken, apiBaseUrl: `${patient.url}/api/v10` }, { target: { channel: "200" }, message: rendered.message });
        // The one thing a value can do: make a text of spaces alone, which Discord takes for none.
        if (outcome.status !== "delivered") expect(outcome).toMatchObject({ status: "rejected", scope: "payload" });
        expect(patient.messages.splice(0).flatMap(({ pings }) => pings)).toEqual([]);
      }),
      { numRuns: 60 },
    );
    await patient.close();
  });

  test("is cut to the caps, and says so", () => {
    const long = "x".repeat(5000);
    const { message, cuts } = render({ mode: "message", title: "$event.t", text: "$event.t", fields: [{ label: "F", value: "$event.t" }] }, { t: long });
    const [embed] = discordMessage.parse(message).embeds ?? [];
    expect([embed?.title?.length, embed?.fields?.[0]?.value.length]).toEqual([256, 1024]);
    expect(measureDiscord(message).find(({ label }) => label === "total")?.used).toBeLessThanOrEqual(6000);
    expect(cuts).toContain("the title was cut from 5000 to 256 characters");
    expect(cuts).toContain("the text was cut from 5000 to 4096 characters");
  });

  test("an object of the event never becomes an embed of its sender's choice", () => {
    const { message } = render({ mode: "json", body: '{ embeds: [{ description: $event.evil, url: $event.link }] }' }, { evil: { title: "<@1>" }, link: "javascript:alert(1)" });
    expect(discordMessage.parse(message).embeds?.[0]?.description).toContain("title");
    expect(discordMessage.parse(message).embeds?.[0]?.url).toBe("");
  });
});

describe("what Discord answers", () => {
  test("429 parks as long as it says, to the millisecond", async () => {
    for (let n = 0; n < 5; n += 1) expect((await send(byWebhook())).outcome.status).toBe("delivered");
    const { outcome } = await send(byWebhook());
    expect(outcome).toMatchObject({ status: "retry", rateLimited: true, code: "rate_limited" });
    expect(outcome.status === "retry" && outcome.retryAfterMs).toBeGreaterThan(1000);
    expect(outcome.status === "retry" && outcome.retryAfterMs).toBeLessThanOrEqual(2000);
  });

  test.each<[string, () => Promise<unknown>, object]>([
    ["a deleted webhook", async () => (discord.lose("webhook"), send(byWebhook())), { status: "rejected", scope: "connection", code: "discord_10015" }],
    ["another token", () => send({ webhookUrl: discord.webhookUrl.replace(/0000$/, "1111") }), { status: "rejected", scope: "connection", code: "discord_50027" }],
    ["a revoked bot", async () => (discord.lose("bot"), send(byBot(), { target: { channel: "200" } })), { status: "rejected", scope: "connection" }],
    ["a deleted channel", async () => (discord.lose("channel 200"), send(byBot(), { target: { channel: "200" } })), { status: "rejected", scope: "target", code: "discord_10003" }],
    ["a voice channel", () => send(byBot(), { target: { channel: "202" } }), { status: "rejected", scope: "target", code: "discord_50008" }],
    ["a bot without a channel", () => send(byBot()), { status: "rejected", scope: "target", code: "invalid_target" }],
    ["a message it does not take", () => send(byWebhook(), { message: { embeds: [{ title: " " }] } }), { status: "rejected", scope: "payload", code: "discord_50035" }],
    ["slow mode", async () => (discord.fail({ answer: { status: 400, body: { code: 20016, message: "slow", retry_after: 3.5 } } }), send(byWebhook())), { status: "retry", rateLimited: true, retryAfterMs: 3500 }],
    ["a drop after it was taken", async () => (discord.fail("drop"), send(byWebhook())), { status: "retry", ambiguous: true }],
  ])("%s", async (_name, act, expected) => expect(await act()).toMatchObject({ outcome: expected }));

  test.each<[number, string, string, RegExp]>([
    [40058, "target", "forum", /post/],
    [50083, "target", "archived", /Open it again/],
    [160002, "target", "can't read", /Read Message History/],
    [160005, "target", "locked", /Unlock/],
    [220001, "target", "forum", /post/],
    [200000, "payload", "AutoMod", /AutoMod/],
    [240000, "payload", "harmful", /link/],
  ])("%i is the %s's matter, and is told in words", async (code, scope, what, advice) => {
    discord.fail({ answer: { status: 400, body: { code, message: "no" } } });
    expect((await send(byWebhook())).outcome).toMatchObject({ status: "rejected", scope, code: `discord_${code}` });
    const entry = explainDiscordFailure(`discord_${code}`);
    expect([entry?.what, entry?.advice]).toEqual([expect.stringContaining(what), expect.stringMatching(advice)]);
  });

  test("a bot's resend of what was taken is the same message", async () => {
    discord.fail("drop");
    expect((await send(byBot(), { target: { channel: "200" }, deliveryId: "dlv_same" })).outcome).toMatchObject({ ambiguous: true });
    expect((await send(byBot(), { target: { channel: "200" }, deliveryId: "dlv_same" })).outcome.status).toBe("delivered");
    expect(discord.messages).toHaveLength(1);
  });

  test("the webhook's address is in no trace", async () => {
    const { trace } = await send(byWebhook());
    expect(JSON.stringify(trace)).not.toContain("double-webhook-token-0000");
  });
});

describe("the account", () => {
  test("a webhook and a bot tell who they are", async () => {
    expect(await testConnection("discord", byWebhook(), ports)).toMatchObject({ ok: true, summary: "webhook Alerts" });
    expect(await testConnection("discord", byBot(), ports)).toMatchObject({ ok: true, summary: "@ingestlayer" });
    discord.lose("webhook");
    expect(await testConnection("discord", byWebhook(), ports)).toMatchObject({ ok: false });
  });

  test("a bot's text channels are listed, a webhook has none to choose", async () => {
    expect(await listTargets("discord", byBot(), ports)).toMatchObject({ ok: true, targets: [{ label: "#general", target: { channel: "200" } }, { label: "#alerts" }], isComplete: true });
    expect(await listTargets("discord", byWebhook(), ports)).toMatchObject({ ok: true, targets: [] });
    expect(await resolveTarget("discord", byBot(), {}, ports)).toMatchObject({ ok: false, code: "invalid_target" });
    expect(await resolveTarget("discord", byWebhook(), {}, ports)).toMatchObject({ ok: true });
  });

  test("a test message arrives", async () => {
    const result = await sendTest("discord", byWebhook(), {}, ports, { context: sampleContext, deliveryId: "dlv_t", nowMs: 0 });
    expect(result.outcome.status).toBe("delivered");
    expect(discord.messages[0]?.embeds[0]?.title).toContain("support.ticket.created");
  });
});
