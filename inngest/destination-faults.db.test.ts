import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { clearAttention } from "@/lib/deliveries/clear-attention";
import type { DestinationKind } from "@/lib/destinations/catalog";
import { startDiscordDouble, type DiscordDouble } from "@/lib/testing/doubles/discord";
import type { DoubleAnswer, DoubleServer } from "@/lib/testing/doubles/double-server";
import { startNotionDouble, type NotionDouble } from "@/lib/testing/doubles/notion";
import { startTelegramDouble, type TelegramDouble } from "@/lib/testing/doubles/telegram";
import { startInstallation, type Installation } from "./testing/installation";
import { deployOneDestination } from "./testing/one-destination";

// A group in Telegram takes a message every three seconds.
vi.setConfig({ testTimeout: 60_000 });

let installation: Installation;
let discord: DiscordDouble;
let telegram: TelegramDouble;
let notion: NotionDouble;
beforeAll(async () => {
  [installation, discord, telegram, notion] = await Promise.all([startInstallation(), startDiscordDouble(), startTelegramDouble({ callsMax: Infinity }), startNotionDouble()]);
});
afterAll(async () => {
  await Promise.all([installation.close(), discord.close(), telegram.close(), notion.close()]);
});

type Case = {
  kind: DestinationKind;
  double(): DoubleServer;
  config(): unknown;
  target(): Record<string, string>;
  /** What arrived so far, one text a message. */
  received(): string[];
  busy: DoubleAnswer;
  revoked: DoubleAnswer;
  vanished: DoubleAnswer;
};

const cases: Case[] = [
  {
    kind: "discord", double: () => discord, config: () => ({ botToken: discord.botToken, apiBaseUrl: `${discord.url}/api/v10` }), target: () => ({ channel: "200" }),
    received: () => discord.messages.map(({ embeds }) => embeds[0]?.title ?? ""),
    busy: { status: 429, headers: { "retry-after": "1" }, body: { message: "rate limited", retry_after: 0.2, global: false } },
    revoked: { status: 401, body: { code: 0, message: "401: Unauthorized" } },
    vanished: { status: 404, body: { code: 10003, message: "Unknown Channel" } },
  },
  {
    kind: "telegram", double: () => telegram, config: () => ({ botToken: telegram.botToken, apiBaseUrl: telegram.url }), target: () => ({ chat: "501" }),
    received: () => telegram.messages.map(({ plain }) => plain),
    busy: { status: 429, body: { ok: false, error_code: 429, description: "Too Many Requests: retry after 1", parameters: { retry_after: 1 } } },
    revoked: { status: 401, body: { ok: false, error_code: 401, description: "Unauthorized" } },
    vanished: { status: 400, body: { ok: false, error_code: 400, description: "Bad Request: chat not found" } },
  },
  {
    kind: "notion", double: () => notion, config: () => ({ token: notion.token, apiBaseUrl: notion.url }), target: () => ({ kind: "page", id: notion.pageId }),
    received: () => notion.appended.map((text) => text.split("\n")[0] ?? ""),
    busy: { status: 429, headers: { "retry-after": "1" }, body: { object: "error", code: "rate_limited", message: "slow" } },
    revoked: { status: 401, body: { object: "error", code: "unauthorized", message: "API token is invalid." } },
    vanished: { status: 404, body: { object: "error", code: "object_not_found", message: "Could not find it." } },
  },
];

const start = ({ kind, config, target }: Case) => deployOneDestination(installation, { kind, config: config(), target: target() });

const plain = (texts: string[]) => texts.map((text) => text.replaceAll("\\", "").replaceAll("\u2060", ""));

describe.each(cases)("$kind", (one) => {
  const arrived = (texts: string[]) => plain(one.received()).filter((text) => texts.some((own) => text.startsWith(own.split("/")[0] ?? "")));

  test("a storm of 429 loses nothing, sends nothing twice and keeps the order", async () => {
    const { send, until, rows, texts } = await start(one);
    one.double().fail({ answer: one.busy }, 3);
    await send(1, 2, 3);
    await until(["delivered", "delivered", "delivered"]);
    expect(arrived(texts(1))).toEqual(texts(1, 2, 3));
    expect((await rows()).every(({ possibly_sent: doubt }) => !doubt)).toBe(true);
  });

  test("a revoked credential holds all, which go in order once it is mended", async () => {
    const { send, until, rows, texts, connection } = await start(one);
    one.double().fail({ answer: one.revoked });
    await send(1, 2);
    await until(["held", "held"]);
    expect((await rows())[0]?.code).toMatch(/401|token|unauthorized/);
    expect(arrived(texts(1))).toEqual([]);
    await clearAttention(installation.db, installation.organizationId, { connectionId: connection }, installation.wake);
    await until(["delivered", "delivered"]);
    expect(arrived(texts(1))).toEqual(texts(1, 2));
  });

  test("a target that is gone holds its own, which go once it is there again", async () => {
    const { send, until, texts, pipelineId } = await start(one);
    one.double().fail({ answer: one.vanished });
    await send(1);
    await until(["held"]);
    await send(2);
    await until(["held", "held"]);
    await clearAttention(installation.db, installation.organizationId, { pipelineId, destinationId: "there" }, installation.wake);
    await until(["delivered", "delivered"]);
    expect(arrived(texts(1))).toEqual(texts(1, 2));
  });

  test("an answer that was lost leaves the message as one that may have been sent", async () => {
    const { send, until, rows, texts } = await start(one);
    one.double().fail("drop");
    await send(1);
    await until(["retrying"]);
    expect(await rows()).toMatchObject([{ possibly_sent: true, attempts: 1 }]);
    expect(arrived(texts(1))).toEqual(texts(1));
  });
});
