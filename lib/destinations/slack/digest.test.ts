import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createGuardedHttp } from "@/lib/adapters/http/guarded-http";
import type { Json } from "@/lib/durable/contract";
import { blockBudgetCost, blockBudgetMax } from "@/lib/slack-sandbox/block-budget";
import { startSlackSandboxServer, type SlackSandboxServer } from "@/lib/slack-sandbox/testing-server";
import { validateBlocks as validateAsSlack } from "@/lib/slack-sandbox/validate-blocks";
import { deliveryPorts } from "@/lib/testing/delivery-ports";
import type { Digest } from "../contract";
import { deliver } from "../deliverers";
import { renderDigest } from "../render-digest";
import { renderMessage } from "../render-message";
import { sampleContext } from "../sample";

type Message = { text: string; blocks: { text: { text: string } }[] };

const sinceMs = Date.parse("2026-03-04T05:06:07.890Z");

function digestOf(template: unknown, payloads: Json[], more: Partial<Digest> = {}): Message {
  const events = payloads.map((payload, n) => {
    const rendered = renderMessage("slack", { target: { channel: "#a" }, template, config: {}, context: { ...sampleContext, event: { ...sampleContext.event, payload } } });
    if ("refused" in rendered) throw new Error(rendered.refused.detail);
    return { message: rendered.message, url: `https://il.example/events/evt_${n}` };
  });
  return renderDigest("slack", { count: payloads.length, sinceMs, timeZone: "Europe/Berlin", names: ["api"], events, listUrl: "https://il.example/deliveries?tab=all&digest=dlv_1", ...more }) as Message;
}

const textOf = ({ blocks }: Message) => blocks.map(({ text }) => text.text).join("\n");
const titled = { mode: "message", title: "$event.t" };

describe("a digest", () => {
  it("says how many, since when and of what, then each event with its link, oldest first", () => {
    expect(textOf(digestOf({ mode: "message", title: "Ticket $event.t", text: "$event.body" }, [{ t: 1, body: "Down\nsince noon" }, { t: 2, body: "Up" }]))).toBe(
      [
        "*2 events* since <!date^1772600767^{date_short_pretty} at {time}|4 Mar, 06:06 CET>: api",
        "• <https://il.example/events/evt_0|Ticket 1: Down>",
        "• <https://il.example/events/evt_1|Ticket 2: Up>",
      ].join("\n"),
    );
  });

  it("escapes the key's values, and takes those of the events as they were escaped", () => {
    const message = digestOf(titled, [{ t: "a & <b>" }, { t: "&amp; <!channel>" }], { names: ["<!here> & co", ""] });
    expect(textOf(message)).toContain(": &lt;!here&gt; &amp; co\n• <https://il.example/events/evt_0|a &amp; &lt;b&gt;>\n• <https://il.example/events/evt_1|&amp;amp; &lt;!channel&gt;>");
    expect(message.text).toBe("2 events since 4 Mar, 06:06 CET: &lt;!here&gt; &amp; co");
  });

  it("turns a template's own links and mentions into text: no link holds another", () => {
    const template = { mode: "message", text: "<!here> see <$event.url|the $event.t> at <https://x.io/1>" };
    expect(textOf(digestOf(template, [{ t: "a|b>", url: "https://evil.example" }, { t: "" }]))).toContain("|see the a|b&gt; at https://x.io/1>\n");
  });

  it("lists as many as there is room for and links to the rest", () => {
    const text = textOf(digestOf(titled, Array.from({ length: 100 }, () => ({ t: "&".repeat(140) })), { count: 250 }));
    const listed = text.split("\n").filter((line) => line.startsWith("•")).length;
    expect(listed).toBeGreaterThan(10);
    expect(text).toContain(`… and <https://il.example/deliveries?tab=all&amp;digest=dlv_1|${250 - listed} more>`);
  });
});

describe("what Slack takes", () => {
  let slack: SlackSandboxServer;
  const http = createGuardedHttp({ allowPrivateNetwork: "127.0.0.0/8" });
  beforeAll(async () => {
    slack = await startSlackSandboxServer({ limits: { post: "off" } });
  });
  afterAll(async () => {
    await slack.close();
    await http.close();
  });

  const hostile = fc.array(fc.oneof(fc.constantFrom("<!channel>", "<@U1>", "|", ">", "<", "&", "```", "`", "*", "\n", "😀", "\ud800"), fc.string({ maxLength: 300 })), { maxLength: 8 }).map((parts) => parts.join(""));

  it("is any digest, whatever its events and its key hold, without a mention or a link of theirs", async () => {
    const templates = [undefined, titled, { mode: "message", text: "```$event.t``` *$event.t*" }];
    await fc.assert(
      fc.asyncProperty(fc.array(hostile, { minLength: 2, maxLength: 60 }), fc.constantFrom(...templates), async (texts, template) => {
        const message = digestOf(template, texts.map((t) => ({ t })), { names: texts.slice(0, 2) });
        expect(validateAsSlack(message.blocks as Json, "/blocks")).toEqual([]);
        expect(blockBudgetCost(message.blocks as Json[])).toBeLessThanOrEqual(blockBudgetMax);
        const markup = textOf(message).match(/<[^>]*/g) ?? [];
        expect(markup.filter((each) => !/^<(!date\^\d+\^|https:\/\/il\.example\/)/.test(each))).toEqual([]);
        const { outcome } = await deliver("slack", { message, connection: { botToken: slack.botToken, apiBaseUrl: slack.apiUrl }, target: { channel: await slack.channelId("alerts") }, config: {}, deliveryId: "dlv_1", nowMs: 0 }, deliveryPorts(http));
        expect(outcome.status).toBe("delivered");
      }),
      { numRuns: 40 },
    );
  });
});
