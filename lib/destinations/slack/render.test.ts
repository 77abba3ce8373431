import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Json } from "@/lib/durable/contract";
import type { RunContext } from "@/lib/pipeline/context";
import { blockBudgetCost, blockBudgetMax } from "@/lib/slack-sandbox/block-budget";
import { validateBlocks as validateAsSlack } from "@/lib/slack-sandbox/validate-blocks";
import { renderMessage } from "../render-message";
import { sampleContext } from "../sample";
import { textCost } from "./text-cost";

type Message = { text: string; blocks: Json[]; unfurl_links: boolean; unfurl_media: boolean };

function contextWith(payload: Json, more: Partial<RunContext["event"]> = {}): RunContext {
  return { ...sampleContext, event: { ...sampleContext.event, payload, ...more } };
}

function render(template: unknown, context: RunContext, more: { config?: unknown } = {}) {
  return renderMessage("slack", { target: { channel: "#alerts" }, template, config: more.config ?? {}, context });
}

function rendered(template: unknown, context: RunContext, more: { config?: unknown } = {}): Message & { cuts: string[] } {
  const result = render(template, context, more);
  if ("refused" in result) throw new Error(result.refused.detail);
  return { ...(result.message as Message), cuts: result.cuts };
}

const blocksTemplate = (blocks: string, fallback = "fallback") => ({ mode: "blocks", blocks, fallback });

describe("the default message", () => {
  it("shows the type, the scalar fields and a button to the event", () => {
    const { blocks, text, cuts, unfurl_links, unfurl_media } = rendered(undefined, sampleContext);
    expect(blocks).toEqual([
      { type: "header", text: { type: "plain_text", text: "support.ticket.created", emoji: true } },
      { type: "section", fields: [
        ["ticket_id", "T-1042"], ["subject", "Payments &lt;fail&gt; &amp; nobody answers"], ["body", "Since 9:00 every payment ends with a 502."],
        ["customer_tier", "enterprise"], ["seats", "250"], ["is_trial", "false"],
      ].map(([name, value]) => ({ type: "mrkdwn", text: `*${name}*\n${value}`, verbatim: true })) },
      { type: "actions", elements: [{ type: "button", text: { type: "plain_text", text: "Open event", emoji: true }, url: sampleContext.event.meta.url }] },
    ]);
    expect(text).toContain("support.ticket.created: ticket_id T-1042");
    expect([cuts, unfurl_links, unfurl_media]).toEqual([[], false, false]);
  });

  it("takes the first ten scalar fields, declared ones first and in the schema's order", () => {
    const payload = Object.fromEntries([["nested", { a: 1 }], ["none", null], ...Array.from({ length: 14 }, (_, index) => [`f${index}`, index])]);
    const labels = (fieldOrder: string[] = []) => JSON.stringify(rendered(undefined, { ...contextWith(payload), fieldOrder }).blocks[1]).match(/f\d+/g);
    expect(labels()).toEqual(Array.from({ length: 10 }, (_, index) => `f${index}`));
    expect(labels(["f13", "gone", "nested", "f0"])).toEqual(["f13", "f0", "f1", "f2", "f3", "f4", "f5", "f6", "f7", "f8"]);
  });

  it.each([null, [], {}, "text", 7, [1, 2]])("exists for a payload of %j", (payload) => {
    expect(rendered(undefined, contextWith(payload)).blocks.length).toBeGreaterThan(0);
  });

  it("needs no page to link to", () => {
    const { blocks } = rendered(undefined, contextWith({ a: "x".repeat(5000) }, { meta: { ...sampleContext.event.meta, url: "" } }));
    expect(JSON.stringify(blocks)).not.toContain('"actions"');
    expect(JSON.stringify(blocks)).toContain("Parts of this message were cut.");
  });
});

describe("a message of title, text and fields", () => {
  const template = {
    mode: "message", title: "Ticket $event.id_no", text: "*$event.subject*", fields: [{ label: "Tier", value: "$event.tier" }],
    buttons: [{ label: "Open $event.id_no", url: "$event.meta.url", style: "danger" }, { label: "Mail", url: "$event.link" }], context: "by $event.who",
  };

  it("escapes values in mrkdwn and in the notification text, and nothing in plain text", () => {
    const { blocks, text } = rendered(template, contextWith({ id_no: "<1> & co", subject: "<!channel> & <https://evil.test|click>", tier: "<@U1>", who: "a&b", link: "https://ok.test/" }));
    expect(blocks).toMatchObject([
      { text: { type: "plain_text", text: "Ticket <1> & co" } },
      { text: { type: "mrkdwn", text: "*&lt;!channel&gt; &amp; &lt;https://evil.test|click&gt;*", verbatim: true } },
      { fields: [{ text: "*Tier*\n&lt;@U1&gt;" }] },
      { elements: [{ text: { text: "Open <1> & co" }, style: "danger" }, { text: { text: "Mail" }, url: "https://ok.test/" }] },
      { type: "context", elements: [{ text: "by a&amp;b" }] },
    ]);
    expect(text).toBe("Ticket &lt;1&gt; &amp; co: *&lt;!channel&gt; &amp; &lt;https://evil.test|click&gt;*");
  });

  it("leaves out what is empty, and a button whose link is no web address, and says so", () => {
    const { blocks, cuts } = rendered(template, contextWith({ link: "javascript:alert(1)" }));
    expect(blocks.map((block) => (block as { type: string }).type)).toEqual(["header", "section", "section", "actions", "context"]);
    expect(JSON.stringify(blocks)).not.toContain("javascript");
    expect(cuts).toEqual([expect.stringContaining('"Mail" was left out')]);
    expect(JSON.stringify(blocks[2])).toContain("*Tier*\\n–");
  });

  it("leaves out a button whose link no browser could read", () => {
    expect(rendered(template, contextWith({ link: "https://evil.test !" })).cuts).toEqual([expect.stringContaining('"Mail" was left out')]);
  });

  it("never sends an empty message", () => {
    const { blocks, text } = rendered({ mode: "message", text: "$event.nothing" }, sampleContext);
    expect(blocks).toEqual([{ type: "section", text: { type: "mrkdwn", text: "support.ticket.created", verbatim: true } }]);
    expect(text).toBe("support.ticket.created");
  });

  it("cuts what is too long visibly, links to the event, and keeps entities and links whole", () => {
    const { blocks, cuts } = rendered(template, contextWith({ id_no: "9".repeat(500), subject: "&".repeat(3000), tier: "x".repeat(5000), who: "w", link: "https://ok.test/" }));
    const text = (blocks[1] as { text: { text: string } }).text.text;
    expect(text.length).toBeLessThanOrEqual(3000);
    expect(text).toMatch(/^\*(&amp;)+ … \[cut\]$/);
    expect(cuts.length).toBeGreaterThanOrEqual(3);
    expect(blocks.at(-1)).toMatchObject({ elements: [{ text: `Parts of this message were cut: <${sampleContext.event.meta.url}|see the whole event>.` }] });
    expect(validateAsSlack(blocks, "/blocks")).toEqual([]);
  });

  it("closes a code block that it cuts", () => {
    const { blocks } = rendered({ mode: "message", text: "```\n$event.log\n```" }, contextWith({ log: "line\n".repeat(2000) }));
    expect((blocks[0] as { text: { text: string } }).text.text).toMatch(/\n``` … \[cut\]$/);
  });

  it("shows previews of links only when asked to", () => {
    expect(rendered(template, sampleContext, { config: { unfurl: true } })).toMatchObject({ unfurl_links: true, unfurl_media: true });
  });
});

describe("raw Block Kit", () => {
  it("escapes by the kind of text a value lands in, and keeps links to web addresses", () => {
    const template = blocksTemplate(`{ blocks: [
      { type: "header", text: { type: "plain_text", text: "New $event.name" } },
      { type: "section", text: { type: "mrkdwn", text: "$event.name" }, accessory: { type: "image", image_url: "$event.picture", alt_text: "$event.name" } },
      { type: "section", text: { type: "mrkdwn", text: "<$event.link|see> and \`$event.name\`" } },
      { type: "rich_text", elements: [{ type: "rich_text_section", elements: [{ type: "text", text: "$event.name" }, { type: "link", url: "$event.link" }] }] }
    ] }`);
    const { blocks } = rendered(template, contextWith({ name: "<!here> & co", picture: "https://img.test/a b.png", link: "https://ok.test/?a=1&b=2|x>" }));
    expect(blocks).toMatchObject([
      { text: { text: "New <!here> & co" } },
      { text: { text: "&lt;!here&gt; &amp; co" }, accessory: { image_url: "https://img.test/a%20b.png", alt_text: "<!here> & co" } },
      { text: { text: "<https://ok.test/?a=1&amp;b=2%7Cx%3E|see> and `&lt;!here&gt; &amp; co`" } },
      { elements: [{ elements: [{ text: "<!here> & co" }, { url: "https://ok.test/?a=1&b=2|x>" }] }] },
    ]);
  });

  it("lets no event bring a block, a block's type or another object", () => {
    const broadcast = { type: "rich_text", elements: [{ type: "rich_text_section", elements: [{ type: "broadcast", range: "channel" }] }] };
    for (const blocks of ["$event.blocks", "{ blocks: $event.blocks }", "[$event.block]", '[{ type: "$event.block.type", elements: $event.block.elements }]', '[{ type: "rich_text", elements: $event.block.elements }]']) {
      expect(render(blocksTemplate(blocks), contextWith({ blocks: [broadcast], block: broadcast }))).toHaveProperty("refused");
    }
    expect(rendered(blocksTemplate('[{ type: "section", text: { type: "mrkdwn", text: $event.block } }]'), contextWith({ block: { a: "<!channel>" } })).blocks)
      .toMatchObject([{ text: { text: '{"a":"&lt;!channel&gt;"}' } }]);
  });

  it("makes numbers and missing values text where a text is wanted", () => {
    const { blocks, cuts } = rendered(blocksTemplate('[{ type: "section", text: { type: "mrkdwn", text: $event.count }, fields: [{ type: "plain_text", text: "$event.missing" }] }]'), contextWith({ count: 5 }));
    expect(blocks).toMatchObject([{ text: { text: "5" }, fields: [{ text: "–" }] }]);
    expect(cuts).toEqual(["blocks[0].fields[0].text was empty and became a dash"]);
  });

  it("refuses what Slack would, naming the block", () => {
    expect(render(blocksTemplate('[{ type: "section", text: { type: "mrkdwn", text: "a", emoji: true } }, { type: "image", image_url: "$event.url", alt_text: "x" }]'), contextWith({ url: "no" }))).toEqual({
      refused: { code: "invalid_blocks", detail: "blocks[0].text has unknown properties: emoji; blocks[1].image_url must not be empty; blocks[1].image_url must be an http or https address" },
    });
  });

  it("refuses a stored template that does not parse, as an outcome", () => {
    expect(render(blocksTemplate("[{"), sampleContext)).toMatchObject({ refused: { code: "invalid_template" } });
    expect(render({ mode: "blocks" }, sampleContext)).toMatchObject({ refused: { code: "invalid_template" } });
    expect(render({ mode: "fax" }, sampleContext)).toMatchObject({ refused: { code: "invalid_template" } });
  });
});

describe("whatever an event holds", () => {
  const nasty = fc.constantFrom("<!channel>", "<!here|x>", "<@U123>", "<#C1>", "<https://evil.test|Reset>", "https://evil.test", "@channel", "&lt;!channel&gt;", "```", "`", "*b*", "\n", "|", ">", "<", "&", "\ud800", "😀");
  const text = fc.oneof(
    fc.array(fc.oneof(nasty, fc.string({ maxLength: 20 })), { maxLength: 12 }).map((parts) => parts.join("")),
    fc.tuple(nasty, fc.nat(4000)).map(([part, times]) => part.repeat(times)),
  );
  const payload = fc.dictionary(fc.oneof(fc.constantFrom("a", "b", "url"), text.map((key) => key.slice(0, 300))), fc.oneof(text, fc.integer(), fc.boolean(), fc.constant(null)), { maxKeys: 14 });
  const templates: unknown[] = [
    undefined,
    { mode: "message", title: "$event.a", text: "$event.a and {{ $event.b | upper }} <$event.url|link>", fields: Array.from({ length: 10 }, () => ({ label: "$event.b", value: "$event.a" })), buttons: [{ label: "$event.a", url: "$event.url" }], context: "`$event.b`" },
    blocksTemplate(`[${Array.from({ length: 30 }, (_, index) => `{ type: "section", block_id: "b${index}", text: { type: "mrkdwn", text: "$event.a $event.b <$event.url|link>" } }`).join(",")},
      { type: "context", elements: [{ type: "plain_text", text: "$event.b" }, { type: "mrkdwn", text: "$event.a" }] },
      { type: "markdown", text: "x $event.a" },
      { type: "rich_text", elements: [{ type: "rich_text_preformatted", elements: [{ type: "text", text: "$event.a" }] }] }]`, "$event.a $event.b"),
  ];

  it("no value becomes a mention or a link, and every cap of Slack's is kept", () => {
    fc.assert(fc.property(payload, fc.constantFrom(...templates), (values, template) => {
      const message = rendered(template, contextWith(values));
      expect(validateAsSlack(message.blocks, "/blocks")).toEqual([]);
      expect(blockBudgetCost(message.blocks)).toBeLessThanOrEqual(blockBudgetMax);
      expect(message.blocks.length).toBeLessThanOrEqual(50);
      expect(message.text.length).toBeLessThanOrEqual(4000);
      expect(texts(message.blocks).reduce((sum, each) => sum + textCost(each), 0)).toBeLessThanOrEqual(10_000);
      for (const parsed of [message.text, ...mrkdwnTexts(message.blocks)]) {
        for (const [token] of parsed.matchAll(/<[^>]*>?/g)) {
          expect(token).toMatch(/^<(https?:\/\/|mailto:)[^\s|<>]*\|link>$|^<\|link>$|^<https:\/\/ingestlayer\.example\/[^|<>]*\|see the whole event>$/);
        }
        expect(parsed.replace(/&(amp|lt|gt);/g, "")).not.toMatch(/&(?!amp;)/);
      }
    }), { numRuns: 300 });
  });

  function mrkdwnTexts(value: Json): string[] {
    if (Array.isArray(value)) return value.flatMap(mrkdwnTexts);
    if (typeof value !== "object" || value === null) return [];
    const own = (value["type"] === "mrkdwn" || value["type"] === "markdown") && typeof value["text"] === "string" ? [value["text"]] : [];
    return [...own, ...Object.values(value).flatMap(mrkdwnTexts)];
  }

  function texts(value: Json): string[] {
    if (Array.isArray(value)) return value.flatMap(texts);
    if (typeof value !== "object" || value === null) return [];
    return Object.entries(value).flatMap(([key, item]) => (key === "text" && typeof item === "string" ? [item] : texts(item)));
  }
});
