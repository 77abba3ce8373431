import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createGuardedHttp } from "@/lib/adapters/http/guarded-http";
import type { Json } from "@/lib/durable/contract";
import { startTelegramDouble } from "@/lib/testing/doubles/telegram";
import { deliveryPorts } from "@/lib/testing/delivery-ports";
import type { Digest } from "../contract";
import { deliver } from "../deliverers";
import { renderDigest } from "../render-digest";
import { renderMessage } from "../render-message";
import { sampleContext } from "../sample";
import { telegramMessage, type TelegramMessage } from "./message";

const sinceMs = Date.parse("2026-03-04T05:06:07.890Z");

function digestOf(template: unknown, payloads: Json[], more: Partial<Digest> = {}, config: object = {}): TelegramMessage {
  const events = payloads.map((payload, n) => {
    const rendered = renderMessage("telegram", { target: { chat: "501" }, template, config, context: { ...sampleContext, event: { ...sampleContext.event, payload } } });
    return { message: "refused" in rendered ? null : rendered.message, url: `https://il.example/events/evt_${n}` };
  });
  return telegramMessage.parse(renderDigest("telegram", { count: payloads.length, sinceMs, timeZone: "Europe/Berlin", names: ["api"], events, listUrl: "https://il.example/deliveries?tab=all&digest=dlv_1", ...more }));
}

const titled = { mode: "message", title: "$event.t" };
const link = (n: number, label: string) => `• <a href="https://il.example/events/evt_${n}">${label}</a>`;

describe("a digest", () => {
  test("says how many, since when and of what, then each event with its link, oldest first", () => {
    const { text } = digestOf({ mode: "message", title: "Ticket $event.t", text: "$event.body" }, [{ t: 1, body: "Down" }, { t: 2, body: "Up" }]);
    expect(text).toBe(["<b>2 events</b> since 4 Mar, 06:06 CET: api", "", link(0, "Ticket 1"), link(1, "Ticket 2")].join("\n"));
  });

  test("escapes the key's values, and takes those of the events as they were escaped", () => {
    const { text } = digestOf(titled, [{ t: "a & <b>" }, { t: "&amp; @admin" }], { names: ["<i> & @all"] });
    expect(text).toContain(": &lt;i&gt; &amp; @\u2060all\n");
    expect(text).toContain(`${link(0, "a &amp; &lt;b&gt;")}\n${link(1, "&amp;amp; @\u2060admin")}`);
  });

  test("turns a template's own markup into text: no link holds another", () => {
    const { text } = digestOf({ mode: "html", text: '\n<blockquote><a href="$event.url">see <b>$event.t</b></a>\nmore</blockquote>' }, [{ t: "1", url: "https://x.io" }, { t: "2" }]);
    expect(text).toContain(`${link(0, "see 1")}\n${link(1, "see 2")}`);
  });

  test("is as silent as its messages are", () => {
    expect(digestOf(titled, [{ t: 1 }, { t: 2 }], {}, { silent: true, previews: true })).toMatchObject({ disable_notification: true, link_preview_options: { is_disabled: false } });
    expect(digestOf(titled, [{ t: 1 }, { t: 2 }])).not.toHaveProperty("disable_notification");
  });

  test("lists as many as there is room for, of texts and of links, and links to the rest", () => {
    for (const [payload, least] of [[{ t: "&".repeat(140) }, 20], [{ t: "&" }, 98]] as const) {
      const { text } = digestOf(titled, Array.from({ length: 100 }, () => payload), { count: 250 });
      const listed = text.split("\n").filter((line) => line.startsWith("•")).length;
      expect(listed).toBeGreaterThanOrEqual(least);
      expect(text).toContain(`… and <a href="https://il.example/deliveries?tab=all&amp;digest=dlv_1">${250 - listed} more</a>`);
      expect(text.match(/<(a|b)\b/g)?.length).toBeLessThanOrEqual(100);
    }
  });

  test("is taken by Telegram, whatever its events and its key hold, without a link, mention or command of theirs", async () => {
    const telegram = await startTelegramDouble({ callsMax: Infinity });
    const http = createGuardedHttp({ allowPrivateNetwork: "127.0.0.0/8" });
    const hostile = fc.array(fc.oneof(fc.constantFrom("<b>", "</a>", "&amp;", "@admin", "/start", "#tag", "$USD", '"', "\n", "😀", "\ud800"), fc.string({ maxLength: 300 })), { maxLength: 8 }).map((parts) => parts.join(""));
    const templates = [undefined, titled, { mode: "html", text: '<code>$event.t</code> <a href="$event.t">$event.t</a> .' }];
    await fc.assert(
      fc.asyncProperty(fc.array(hostile, { minLength: 2, maxLength: 60 }), fc.constantFrom(...templates), async (texts, template) => {
        const message = digestOf(template, texts.map((t) => ({ t })), { names: texts.slice(0, 2) });
        const { outcome } = await deliver("telegram", { message, connection: { botToken: telegram.botToken, apiBaseUrl: telegram.url }, target: { chat: "501" }, config: {}, deliveryId: "dlv_1", nowMs: 0 }, deliveryPorts(http));
        expect(outcome.status).toBe("delivered");
        for (const { entities } of telegram.messages.splice(0)) expect(entities.filter((entity) => entity !== "b" && !entity.startsWith("a https://il.example/"))).toEqual([]);
      }),
      { numRuns: 60 },
    );
    await Promise.all([telegram.close(), http.close()]);
  });
});
