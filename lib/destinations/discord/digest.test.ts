import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createGuardedHttp } from "@/lib/adapters/http/guarded-http";
import type { Json } from "@/lib/durable/contract";
import { startDiscordDouble } from "@/lib/testing/doubles/discord";
import { deliveryPorts } from "@/lib/testing/delivery-ports";
import type { Digest } from "../contract";
import { deliver } from "../deliverers";
import { renderDigest } from "../render-digest";
import { renderMessage } from "../render-message";
import { sampleContext } from "../sample";
import { discordMessage, type DiscordEmbed } from "./message";

const sinceMs = Date.parse("2026-03-04T05:06:07.890Z");

function digestOf(template: unknown, payloads: Json[], more: Partial<Digest> = {}): { message: Json; embed: DiscordEmbed } {
  const events = payloads.map((payload, n) => {
    const rendered = renderMessage("discord", { target: {}, template, config: {}, context: { ...sampleContext, event: { ...sampleContext.event, payload } } });
    return { message: "refused" in rendered ? null : rendered.message, url: `https://il.example/events/evt_${n}` };
  });
  const message = renderDigest("discord", { count: payloads.length, sinceMs, timeZone: "UTC", names: ["api"], events, listUrl: "https://il.example/deliveries?tab=all&digest=dlv_1", ...more });
  return { message, embed: discordMessage.parse(message).embeds?.[0] ?? {} };
}

const titled = { mode: "message", title: "$event.t" };
const at = (n: number) => `(https://il.example/events/evt_${n})`;

describe("a digest", () => {
  test("says how many and of what, since when, then each event with its link, oldest first", () => {
    const { embed } = digestOf({ mode: "message", title: "Ticket $event.t", text: "$event.body" }, [{ t: 1, body: "Down" }, { t: 2, body: "Up" }]);
    expect(embed).toMatchObject({ title: "2 events: api", description: `Since <t:1772600767:f>\n• [Ticket 1]${at(0)}\n• [Ticket 2]${at(1)}` });
  });

  test("escapes the key's values, and takes those of the events as they were escaped", () => {
    const { embed } = digestOf(titled, [{ t: "a_b *c*" }, { t: "\\_ [d](http://e)" }], { names: ["x_y"] });
    expect(embed.title).toBe("2 events: x\\_y");
    expect(embed.description).toContain(`• [a\\_b \\*c\\*]${at(0)}\n• [\\\\\\_ \\[d\\]\\(http\\://e\\)]${at(1)}`);
  });

  test("makes a template's own links, brackets and code fit within a link", () => {
    const { embed } = digestOf({ mode: "message", text: "[ALERT] [$event.t]($event.url) `$event.code` (now)" }, [{ t: "a]b", url: "https://x.io/(1)", code: "[evil](http://evil)" }, {}]);
    expect(embed.description).toContain(`• [\\[ALERT\\] a\\]b \\[evil\\]\\(http\\://evil\\) \\(now\\)]${at(0)}\n`);
  });

  test("takes the first of what a message without a title has", () => {
    const { embed } = digestOf({ mode: "json", body: '{ content: "$event.c", embeds: [{ fields: [{ name: "Tier", value: "$event.f" }] }] }' }, [{ c: "said", f: "free" }, { f: "gold" }]);
    expect(embed.description).toContain(`• [said]${at(0)}\n• [Tier: gold]${at(1)}`);
  });

  test("lists as many as there is room for and links to the rest", () => {
    const { embed } = digestOf(titled, Array.from({ length: 100 }, () => ({ t: "@".repeat(140) })), { count: 250 });
    const listed = embed.description?.split("\n").filter((line) => line.startsWith("•")).length ?? 0;
    expect(listed).toBeGreaterThan(10);
    expect(embed.description).toContain(`… and [${250 - listed} more](https://il.example/deliveries?tab=all&digest=dlv_1)`);
  });

  test("is taken by Discord, whatever its events and its key hold, without a ping or a link of theirs", async () => {
    const discord = await startDiscordDouble({ callsMax: Infinity });
    const http = createGuardedHttp({ allowPrivateNetwork: "127.0.0.0/8" });
    const hostile = fc.array(fc.oneof(fc.constantFrom("@everyone", "<@1>", "[a](http://x)", "](http://x)", "**", "||", "`", "```", "\\", "\n", "😀", "\ud800"), fc.string({ maxLength: 300 })), { maxLength: 8 }).map((parts) => parts.join(""));
    const templates = [undefined, titled, { mode: "message", text: "`$event.t` ```\n$event.t" }];
    await fc.assert(
      fc.asyncProperty(fc.array(hostile, { minLength: 2, maxLength: 60 }), fc.constantFrom(...templates), async (texts, template) => {
        const { message, embed } = digestOf(template, texts.map((t) => ({ t })), { names: texts.slice(0, 2) });
        const links = (embed.description ?? "").replace(/\\[\s\S]/g, "").match(/\]\([^)]*\)?/g) ?? [];
        expect(links.filter((link) => !/^\]\(https:\/\/il\.example\/[\w?=&/]+\)$/.test(link))).toEqual([]);
        const { outcome } = await deliver("discord", { message, connection: { botToken: discord.botToken, apiBaseUrl: `${discord.url}/api/v10` }, target: { channel: "200" }, config: {}, deliveryId: "dlv_1", nowMs: 0 }, deliveryPorts(http));
        expect(outcome.status).toBe("delivered");
        expect(discord.messages.splice(0).flatMap(({ pings }) => pings)).toEqual([]);
      }),
      { numRuns: 60 },
    );
    await Promise.all([discord.close(), http.close()]);
  });
});
