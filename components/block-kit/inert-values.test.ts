import fc from "fast-check";
import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, test } from "vitest";
import { renderMessage } from "@/lib/destinations/render-message";
import { sampleContext } from "@/lib/destinations/sample";
import { samples } from "@/lib/destinations/slack/samples";
import type { JsonObject, RunContext } from "@/lib/pipeline/context";
import { BlockKitPreview } from "./block-kit-preview";

const templates: { [name: string]: unknown } = {
  "the default message": undefined,
  "a message": {
    mode: "message", title: "New $event.value", text: "*$event.value* `$event.value` <$event.value|$event.value> <https://example.com/$event.value|x>\n```$event.value```",
    fields: [{ label: "$event.value", value: "$event.value" }], buttons: [{ label: "$event.value", url: "$event.value" }, { label: "x", url: "https://example.com/$event.value" }], context: "$event.value",
  },
  blocks: {
    mode: "blocks", fallback: "$event.value",
    blocks: JSON.stringify([
      { type: "header", text: { type: "plain_text", text: "$event.value" } },
      { type: "section", text: { type: "mrkdwn", text: "$event.value" }, fields: [{ type: "mrkdwn", text: "a $event.value" }] },
      { type: "markdown", text: "**$event.value** [x](https://example.com/$event.value)" },
      { type: "rich_text", elements: [{ type: "rich_text_section", elements: [{ type: "text", text: "$event.value" }, { type: "link", url: "https://example.com/$event.value", text: "$event.value" }] }] },
      { type: "table", rows: [[{ type: "raw_text", text: "$event.value" }]] },
      { type: "context", elements: [{ type: "plain_text", text: "$event.value" }] },
    ]),
  },
};

const hostile = [
  "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "javascript:alert(1)", "<javascript:alert(1)|press>", "<!channel>", "<!here|here>", "<@U123>", "<!subteam^S1|@ops>", "<#C1|general>",
  "<https://evil.example|Reset your password>", "[press](javascript:alert(1))", "[press](https://evil.example)", "https://evil.example", "data:text/html,<script>", "\" onmouseover=\"alert(1)", "'><svg onload=alert(1)>", "&lt;!channel&gt;",
  "```\n<!channel>", "`<!channel>`", "*x*", "@channel", "mailto:x@evil.example", "vbscript:x", "  javascript:alert(1)",
];

describe("no value of an event becomes active markup", () => {
  for (const [name, template] of Object.entries(templates)) {
    test.each(hostile)(`in ${name}: %s`, (value) => expectInert(preview(template, { value }), value));
  }

  test("whatever the values are", () => {
    const piece = fc.oneof(fc.constantFrom(...hostile), fc.string({ unit: "grapheme", maxLength: 8 }), fc.constantFrom("<", ">", "|", "`", "*", "_", "~", "\\", "(", ")", "[", "]", "&", "\n", ":", "!", "#"));
    const value = fc.array(piece, { maxLength: 6 }).map((pieces) => pieces.join(""));
    fc.assert(fc.property(value, fc.constantFrom(...Object.values(templates)), (text, template) => expectInert(preview(template, { value: text }), text)), { numRuns: 60 });
  });
});

test.each(samples.templates.map((template, index) => [index, template]))("the sample template %i is drawn in both of Slack's themes", (_index, template) => {
  for (const theme of ["light", "dark"] as const) {
    const html = renderToStaticMarkup(createElement(BlockKitPreview, { message: messageOf(template, sampleContext), sentAtMs: 0, theme }));
    expect(html).toContain(`data-slack-theme="${theme}"`);
    expect(html).toContain(">APP<");
    expect(html.replace(/<[^>]+>/g, "")).toMatch(/T-1042|Seats: 250/);
  }
});

function preview(template: unknown, payload: JsonObject): string {
  const context: RunContext = { ...sampleContext, event: { ...sampleContext.event, payload } };
  return renderToStaticMarkup(createElement(BlockKitPreview, { message: messageOf(template, context), sentAtMs: 0, theme: "light" }));
}

function messageOf(template: unknown, context: RunContext): unknown {
  const rendered = renderMessage("slack", { target: { channel: "#alerts" }, template, config: {}, context });
  if ("refused" in rendered) throw new Error(rendered.refused.detail);
  return rendered.message;
}

/** The tags this renderer makes, each attribute one it sets itself. */
function expectInert(html: string, value: string): void {
  const tags = [...html.matchAll(/<([a-z0-9]+)((?:\s[^<>]*?)?)\/?>/g)];
  for (const [tag, name, attributes = ""] of tags) {
    expect(["div", "p", "span", "time", "h3", "b", "i", "s", "u", "a", "pre", "code", "blockquote", "hr", "table", "thead", "tbody", "tr", "th", "td", "button", "ul", "ol", "li"], `${tag} from ${JSON.stringify(value)}`).toContain(name);
    expect(attributes, JSON.stringify(value)).not.toMatch(/\son[a-z]+=/i);
  }
  for (const [, href = ""] of html.matchAll(/href="([^"]*)"/g)) expect(href).toMatch(/^(https?:\/\/|mailto:)/i);
  expect(html).not.toContain("data-mention");
}
