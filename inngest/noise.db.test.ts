import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { replayDelivery } from "@/lib/deliveries/replay-delivery";
import type { DestinationKind } from "@/lib/destinations/catalog";
import type { JsonObject } from "@/lib/pipeline/context";
import { startSlackSandboxServer, type SlackSandboxServer } from "@/lib/slack-sandbox/testing-server";
import { startDiscordDouble, type DiscordDouble } from "@/lib/testing/doubles/discord";
import { startTelegramDouble, type TelegramDouble } from "@/lib/testing/doubles/telegram";
import { startInstallation, type Installation } from "./testing/installation";

// Groups in Telegram and channels in Slack take a message every few seconds.
vi.setConfig({ testTimeout: 60_000 });

/** One message as it stands there now; `answers` is the text of the one it answers. */
type Standing = { text: string; answers: string | null };

type Case = {
  kind: DestinationKind;
  connection(): unknown;
  target(): Record<string, string>;
  standing(): Promise<Standing[]>;
  /** As a person does who tidies up. */
  removeFirst(): Promise<void>;
};

let installation: Installation;
let slack: SlackSandboxServer;
let discord: DiscordDouble;
let telegram: TelegramDouble;
let channel: string;
beforeAll(async () => {
  [installation, slack, discord, telegram] = await Promise.all([
    startInstallation(), startSlackSandboxServer({ limits: { post: "off" } }), startDiscordDouble(), startTelegramDouble({ callsMax: Infinity }),
  ]);
  channel = await slack.channelId("alerts");
});
afterAll(async () => {
  await Promise.all([installation.close(), slack.close(), discord.close(), telegram.close()]);
});

const cases: Case[] = [
  {
    kind: "slack", connection: () => ({ botToken: slack.botToken, apiBaseUrl: slack.apiUrl }), target: () => ({ channel }),
    async standing() {
      const messages = await slack.messages(channel);
      return messages.map(({ text, threadTs }) => ({ text, answers: messages.find(({ ts }) => ts === threadTs)?.text ?? null }));
    },
    async removeFirst() {
      const [first] = await slack.messages(channel);
      await fetch(`${slack.apiUrl}chat.delete`, { method: "POST", headers: { "content-type": "application/json", authorization: `Bearer ${slack.botToken}` }, body: JSON.stringify({ channel, ts: first?.ts }) });
    },
  },
  {
    kind: "discord", connection: () => ({ botToken: discord.botToken, apiBaseUrl: `${discord.url}/api/v10` }), target: () => ({ channel: "200" }),
    standing: async () => discord.messages.map(({ embeds, replyTo }) => ({ text: embeds[0]?.title ?? "", answers: discord.messages.find(({ id }) => id === replyTo)?.embeds[0]?.title ?? null })),
    removeFirst: async () => discord.remove(discord.messages[0]?.id ?? ""),
  },
  {
    kind: "telegram", connection: () => ({ botToken: telegram.botToken, apiBaseUrl: telegram.url }), target: () => ({ chat: "501" }),
    standing: async () => telegram.messages.map(({ plain, replyTo }) => ({ text: plain, answers: telegram.messages.find(({ id }) => id === replyTo)?.plain ?? null })),
    removeFirst: async () => telegram.remove(telegram.messages[0]?.id ?? 0),
  },
];

let pipelines = 0;

/** As if the time had passed that anything waits for. */
async function windowsEnd() {
  await installation.db.pool.query("UPDATE engine.jobs SET due = now() WHERE state = 6");
  await installation.db.pool.query("SELECT pg_notify('engine_wake', '')");
}

async function start({ kind, connection, target }: Case, config: JsonObject) {
  const slug = `noise${(pipelines += 1)}`;
  const pipelineId = await installation.deploy({
    version: 1, slug, name: slug, sources: [{ source: "default", match: slug }], steps: [],
    destinations: [{ id: "there", kind, connection: await installation.connect(kind, connection()), target: target(), template: { mode: "message", title: "$event.text" }, onAmbiguous: "resend", config }],
  });
  return {
    send: (...events: JsonObject[]) => installation.send(events.map((payload) => ({ type: slug, payload: { ...payload, text: `${slug} ${String(payload["text"])}` } }))),
    named: (text: string) => `${slug} ${text}`,
    deliveries: async () => (await installation.db.pool.query<{ id: string; status: string; next_attempt_at: Date | null; carried_by: string | null; receipt: unknown }>("SELECT id, status, next_attempt_at, carried_by, receipt FROM deliveries WHERE pipeline_id = $1 ORDER BY id", [pipelineId])).rows,
  };
}

describe.each(cases)("$kind", (one) => {
  const standing = async (start: string) => (await one.standing()).filter(({ text }) => text.startsWith(start));
  const grouped = (mode: "thread" | "update" | "digest"): JsonObject => ({ group: { mode, key: ["$event.incident"], window: "1h" } });

  test("what belongs to the same thing answers the first message of it", async () => {
    const { send, named } = await start(one, grouped("thread"));
    await send({ incident: "a", text: "a fails" }, { incident: "b", text: "b fails" }, { incident: "a", text: "a is back" }, { text: "about nothing" });
    await installation.settle();
    expect(await standing(named(""))).toEqual([
      { text: named("a fails"), answers: null },
      { text: named("b fails"), answers: null },
      { text: named("a is back"), answers: named("a fails") },
      { text: named("about nothing"), answers: null },
    ]);
  });

  test("or takes its place, until that is gone: then another one begins", async () => {
    for (const { text } of await one.standing()) if (text !== "") await one.removeFirst();
    const { send, named } = await start(one, grouped("update"));
    await send({ incident: "a", text: "a fails" }, { incident: "a", text: "a recovers" });
    await installation.settle();
    expect(await standing(named(""))).toEqual([{ text: named("a recovers"), answers: null }]);
    await one.removeFirst();
    await send({ incident: "a", text: "a fails again" });
    await installation.settle();
    await send({ incident: "a", text: "a is well" });
    await installation.settle();
    expect(await standing(named(""))).toEqual([{ text: named("a is well"), answers: null }]);
  });

  test("or gathers with the others into one summary at the end, while what is alone is sent as it is", async () => {
    const { send, named, deliveries } = await start(one, grouped("digest"));
    await send({ incident: "a&b", text: "first <fails>" }, { incident: "c", text: "alone" }, { incident: "a&b", text: "then *recovers*" }, { text: "about nothing" });
    await expect.poll(async () => (await deliveries()).map(({ status }) => status).toSorted()).toEqual(["delivered", "pending", "pending", "pending"]);
    await windowsEnd();
    await installation.settle();
    const texts = (await one.standing()).map(({ text }) => text);
    expect(texts.filter((text) => text.startsWith(named(""))).toSorted()).toEqual([named("about nothing"), named("alone")]);
    const [summary = "", ...others] = texts.filter((text) => text.startsWith("2 events"));
    expect(others).toEqual([]);
    expect(summary).toMatch(/a.{0,4}&.{0,4}b/);
    const rows = await deliveries();
    expect(rows.map(({ status }) => status)).toEqual(["delivered", "delivered", "delivered", "delivered"]);
    const together = rows.filter(({ carried_by: carrier }) => carrier === rows[0]?.carried_by);
    expect(together).toHaveLength(2);
    expect(together[0]?.receipt).toEqual(together[1]?.receipt);
    expect(together[0]?.receipt).not.toBeNull();
  });

  test("or goes on without the one that carried it, when that is sent anew", async () => {
    const { send, named, deliveries } = await start(one, grouped("digest"));
    await send({ incident: "d", text: "first" }, { incident: "d", text: "second" }, { incident: "d", text: "third" });
    await expect.poll(async () => (await deliveries()).length).toBe(3);
    await installation.db.pool.query("UPDATE digests SET closed_at = now() WHERE closed_at IS NULL");
    await installation.db.pool.query("UPDATE deliveries SET status = 'dead', finished_at = now() WHERE status = 'pending'");
    const [carrier] = (await deliveries()).filter(({ id, carried_by: by }) => id === by);
    const caller = { organizationId: installation.organizationId, actor: "system" as const };
    await replayDelivery(installation.db, caller, carrier?.id ?? "", { from: "destination", version: "current" }, () => installation.wake());
    const others = (await deliveries()).filter(({ id, status }) => status === "dead" && id !== carrier?.id);
    expect(new Set(others.map(({ carried_by: by }) => by))).toEqual(new Set([others[0]?.id]));
    await replayDelivery(installation.db, caller, others[1]?.id ?? "", { from: "destination", version: "original" }, () => installation.wake());
    await expect.poll(async () => (await deliveries()).filter(({ status }) => status === "delivered").length).toBe(2);
    await windowsEnd();
    await installation.settle();
    expect((await deliveries()).map(({ status }) => status).toSorted()).toEqual(["dead", "delivered", "delivered", "delivered"]);
    expect(await standing(named(""))).toHaveLength(1);
  });

  test("in quiet hours only what is urgent is sent; the rest waits for their end", async () => {
    const clock = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString().slice(11, 16);
    const quiet: JsonObject = { from: clock(-2), to: clock(2), timeZone: "UTC", unless: { combinator: "and", conditions: [{ field: "$event.urgent", op: "==", value: true }] } };
    const { send, named, deliveries } = await start(one, { quiet });
    await send({ text: "can wait" }, { text: "can not", urgent: true });
    await expect.poll(async () => (await deliveries()).map(({ status }) => status).toSorted()).toEqual(["delivered", "pending"]);
    expect(await standing(named(""))).toEqual([{ text: named("can not"), answers: null }]);
    const waiting = (await deliveries()).find(({ status }) => status === "pending");
    expect(Math.abs((waiting?.next_attempt_at?.getTime() ?? 0) - Date.now() - 2 * 3_600_000)).toBeLessThan(61_000);
    await installation.db.pool.query("UPDATE deliveries SET finished_at = now(), status = 'discarded' WHERE status = 'pending'");
  });
});
