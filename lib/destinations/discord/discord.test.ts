import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { deliveryPorts } from "@/lib/testing/delivery-ports";
import { createGuardedHttp } from "@/lib/adapters/http/guarded-http";
import type { Json } from "@/lib/durable/contract";
import { startDiscordDouble, type DiscordDouble } from "@/lib/testing/doubles/discord";
import { listTargets, resolveTarget, sendTest, testConnection } from "../accounts";
import { deliver } from "../deliverers";
import { renderMessage } from "../render-message";
import { sampleContext } from "../sample";
import { explainDiscordFailure } from "./explain-failure";
import { measureDiscord } from "./measure";
import { discordMessage } from "./message";

const ports = deliveryPorts(createGuardedHttp({ allowPrivateNetwork: "127.0.0.0/8" }));
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

  test("never pings, always fits and is always taken, whatever the event holds", async () => {
    const text = fc.array(fc.oneof(fc.constantFrom("@everyone", "<@1>", "<@&2>", "[a](http://x)", "**", "~~", "||", "`", "```", "\n> ", "\\", "😀", "\ud800", "\u0000", " ", "https://x.io/"), fc.string({ maxLength: 2000 })), { maxLength: 12 }).map((parts) => parts.join(""));
    const hostile = fc.oneof({ weight: 3, arbitrary: text }, { weight: 1, arbitrary: fc.jsonValue().map((value): Json => JSON.parse(JSON.stringify(value))) });
    const everywhere = '{ title: $event.a, description: "x $event.b", url: $event.a, color: $event.b, timestamp: $event.a, footer: { text: $event.b, icon_url: $event.a }, author: { name: $event.a, url: "https://x.io/$event.b", icon_url: $event.b }, thumbnail: { url: $event.a }, image: { url: "$event.b" }, fields: [{ name: $event.a, value: "$event.b", inline: $event.a }, { name: "$event.b" }, {}] }';
    const templates = [
      undefined,
      { mode: "message", title: "$event.a", text: "```\n$event.a $event.b\n```", fields: Array.from({ length: 25 }, () => ({ label: "$event.a", value: "$event.b" })), buttons: Array.from({ length: 5 }, () => ({ label: "$event.a", url: "https://x.io/$event.b" })), context: "$event.b" },
      { mode: "json", body: `{ content: "x $event.a", embeds: [${everywhere}] }` },
      { mode: "json", body: `{ content: $event.a, embeds: [${Array.from({ length: 12 }, () => everywhere).join()}] }` },
      { mode: "json", body: `{ content: "x", embeds: [${Array.from({ length: 10 }, () => '{ footer: { text: "$event.a$event.b" } }').join()}] }` },
    ];
    const patient = await startDiscordDouble({ callsMax: Infinity });
    await fc.assert(
      fc.asyncProperty(hostile, hostile, fc.constantFrom(...templates), async (a, b, template) => {
        const { outcome } = await send({ botToken: patient.botToken, apiBaseUrl: `${patient.url}/api/v10` }, { target: { channel: "200" }, message: render(template, { a, b }).message });
        expect(outcome).toMatchObject({ status: "delivered" });
        expect(patient.messages.splice(0).flatMap(({ pings }) => pings)).toEqual([]);
      }),
      { numRuns: 100 },
    );
    await patient.close();
  });

  const long = "x".repeat(5000);
  const eventUrl = sampleContext.event.meta.url;

  test("is cut to the caps, says so, and links to its event", () => {
    const { message, cuts } = render({ mode: "message", title: "$event.t", text: "$event.t", fields: [{ label: "F", value: "$event.t" }] }, { t: long });
    const [embed] = discordMessage.parse(message).embeds ?? [];
    expect([embed?.title?.length, embed?.fields?.[0]?.value.length]).toEqual([256, 1024]);
    expect(measureDiscord(message).find(({ label }) => label === "total")?.used).toBeLessThanOrEqual(6000);
    expect(cuts).toContain("the title was cut from 5000 to 256 characters");
    expect(cuts).toContainEqual(expect.stringMatching(/^the text was cut from 5000 to 40\d\d characters$/));
    expect(embed?.description?.endsWith(`…\n\n[See the whole event](${eventUrl})`)).toBe(true);
  });

  test.each<[string, object]>([
    ["a link of its own leads there", { mode: "message", text: "$event.t", buttons: [{ label: "Look", url: "$event.meta.url" }] }],
    ["its title leads there", { mode: "json", body: "{ embeds: [{ title: \"x\", description: $event.t, url: $event.meta.url }] }" }],
  ])("links to its event once where %s", (_name, template) => expect(JSON.stringify(render(template, { t: long }).message).split(eventUrl)).toHaveLength(2));

  test("that is whole has no link nobody asked for", () => expect(JSON.stringify(render({ mode: "message", text: "$event.t" }, { t: "short" }))).not.toContain(eventUrl));

  test("keeps its links below a text that is cut, out of its code", () => {
    const { message } = render({ mode: "message", text: "```\n$event.t\n```", buttons: [{ label: "A", url: "https://x.io/a" }, { label: "B", url: "https://x.io/b" }] }, { t: long });
    const [{ description = "" } = {}] = discordMessage.parse(message).embeds ?? [];
    expect(description.length).toBeLessThanOrEqual(4096);
    expect(description.endsWith(`…\n\`\`\`\n\n[A](https://x.io/a) · [B](https://x.io/b) · [See the whole event](${eventUrl})`)).toBe(true);
  });

  test("without an embed has the link in its content", () => {
    const { content = "" } = discordMessage.parse(render({ mode: "json", body: "{ content: $event.t }" }, { t: long }).message);
    expect(content).toHaveLength(2000);
    expect(content.endsWith(`[See the whole event](${eventUrl})`)).toBe(true);
  });

  test("gives way with its small print, too, where many embeds are too long together", async () => {
    const embed = (n: number) => `{ title: "T${n}", footer: { text: $event.t } }`;
    const { message, cuts } = render({ mode: "json", body: `{ embeds: [${[1, 2, 3, 4, 5].map(embed).join()}] }` }, { t: long });
    expect(cuts.at(-1)).toMatch(/^texts were cut to fit the message's 6000 characters/);
    const lengths = discordMessage.parse(message).embeds?.map(({ footer }) => footer?.text.length);
    expect(lengths?.slice(0, 2)).toEqual([2048, 2048]);
    expect(lengths?.slice(3)).toEqual([undefined, undefined]);
    expect((await send(byWebhook(), { message })).outcome.status).toBe("delivered");
  });

  test("in JSON, members that Discord would refuse are left out and named", () => {
    const body = '{ content: $event.seats, embeds: [{ title: " ", description: $event.is_trial, url: $event.subject, color: -1, timestamp: "soon", footer: { icon_url: "https://x.io/i" }, author: { name: $event.missing, url: "https://x.io" }, image: { url: "ftp://x.io" }, fields: [{ name: $event.seats }, { value: " ", inline: "yes" }] }] }';
    const { message, cuts } = render({ mode: "json", body });
    expect(message).toEqual({ content: "250", embeds: [{ description: "false", fields: [{ name: "250", value: "–" }, { name: "–", value: "–" }] }] });
    expect(cuts).toEqual([
      "embeds[0].url was left out: expected an http or https address",
      "embeds[0].color was left out: expected a number from 0 to 16777215",
      "embeds[0].timestamp was left out: expected a time",
      "embeds[0].image.url was left out: expected an http or https address",
      "embeds[0].fields[1].inline was left out: expected true or false",
    ]);
  });

  test("in JSON, times and colours are what they were", () => {
    const { message } = render({ mode: "json", body: "{ embeds: [{ timestamp: $event.received_at, color: $event.seats }, { timestamp: $event.at, color: $event.hue }] }" }, { seats: 250, at: 1_772_600_767, hue: "16711680" });
    expect(message).toEqual({ embeds: [{ timestamp: sampleContext.event.received_at, color: 250 }, { timestamp: "2026-03-04T05:06:07.000Z", color: 16_711_680 }] });
  });

  test.each(["{ tts: true, content: \"x\" }", "{ content: [\"x\"] }", "{ embeds: [\"x\"] }", "[]"])("%s is no message of Discord's, whatever the event", (body) => {
    expect(renderMessage("discord", { target: {}, template: { mode: "json", body }, config: {}, context: sampleContext })).toMatchObject({ refused: { code: "invalid_message" } });
  });

  test("with nothing to see is refused", () => {
    for (const body of ["{}", "{ content: \" \", embeds: [{ title: $event.missing, footer: { text: \"\" } }] }"]) {
      expect(renderMessage("discord", { target: {}, template: { mode: "json", body }, config: {}, context: sampleContext })).toMatchObject({ refused: { code: "empty_message" } });
    }
  });

  test("an object of the event never becomes an embed of its sender's choice", () => {
    const { message } = render({ mode: "json", body: '{ embeds: [{ description: $event.evil, url: $event.link }] }' }, { evil: { title: "<@1>" }, link: "javascript:alert(1)" });
    expect(discordMessage.parse(message).embeds?.[0]?.description).toContain("title");
    expect(discordMessage.parse(message).embeds?.[0]).not.toHaveProperty("url");
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

  test.each<[string, () => unknown, object]>([["a webhook", byWebhook, {}], ["a bot", byBot, { channel: "200" }]])("by %s, what takes another's place leaves nothing of it", async (_name, connection, target) => {
    const { outcome } = await send(connection(), { target, message: { content: "down", embeds: [{ title: "since 9:00" }] } });
    if (outcome.status !== "delivered") throw new Error(outcome.detail);
    const update = (message: Json, deliveryId: string) => deliver("discord", { message, connection: connection(), target, config: {}, deliveryId, nowMs: 0, earlier: { mode: "update", receipt: outcome.receipt } }, ports);
    expect((await update({ content: "up again" }, "dlv_up")).outcome.status).toBe("delivered");
    expect(discord.messages).toMatchObject([{ content: "up again", embeds: [], edits: 1 }]);
    expect((await update({ embeds: [{ title: "all is well" }] }, "dlv_well")).outcome.status).toBe("delivered");
    expect(discord.messages).toMatchObject([{ content: "", embeds: [{ title: "all is well" }], edits: 2 }]);
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

  test("a server that does not let the bot look into it leaves the others listed", async () => {
    const busy = await startDiscordDouble({ guilds: ["10", "11", "12"] });
    const connection = { botToken: busy.botToken, apiBaseUrl: `${busy.url}/api/v10` };
    busy.lose("guild 11");
    expect(await listTargets("discord", connection, ports)).toMatchObject({ ok: true, isComplete: false, targets: [{ label: "#general in Acme 10" }, { label: "#alerts in Acme 10" }, { label: "#general in Acme 12" }, { label: "#alerts in Acme 12" }] });
    busy.lose("guild 10");
    busy.lose("guild 12");
    expect(await listTargets("discord", connection, ports)).toMatchObject({ ok: false, code: "http_403" });
    await busy.close();
  });

  test("a test message arrives", async () => {
    const result = await sendTest("discord", byWebhook(), {}, ports, { context: sampleContext, deliveryId: "dlv_t", nowMs: 0 });
    expect(result.outcome.status).toBe("delivered");
    expect(discord.messages[0]?.embeds[0]?.title).toContain("support.ticket.created");
  });
});
