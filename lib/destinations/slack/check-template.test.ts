import { describe, expect, it } from "vitest";
import { checkTemplate } from "./check-template";

const blocks = (source: string) => checkTemplate({ mode: "blocks", blocks: source, fallback: "f" });

describe("a template when it is saved", () => {
  it("may leave everything to the default", () => {
    expect(checkTemplate(undefined)).toEqual([]);
  });

  it("needs something to show, and fixed links that work", () => {
    expect(checkTemplate({ mode: "message", context: "small" })).toEqual([{ path: "template", message: "expected a title, a text or fields" }]);
    const buttons = [{ label: "a", url: "$event.url" }, { label: "b", url: "javascript:x" }, { label: "c", url: "{{ $event.url }}" }, { label: "d", url: "https://a.test" }];
    expect(checkTemplate({ mode: "message", title: "t", buttons })).toEqual([{ path: "template.buttons[1].url", message: "expected an http or https address" }]);
  });

  it("names the block that Slack would refuse whatever the event holds", () => {
    expect(blocks('[{ type: "divider" }, { type: "section", text: { type: "mrkdwn", text: "$event.a" }, colour: "red" }]')).toEqual([
      { path: "template.blocks[1]", message: "has unknown properties: colour" },
    ]);
    expect(blocks('[{ type: "image", image_url: "nowhere", alt_text: "a" }]')).toEqual([{ path: "template.blocks[0].image_url", message: "must be an http or https address" }]);
    expect(blocks(`[{ type: "header", text: { type: "plain_text", text: "${"x".repeat(151)}" } }]`)).toMatchObject([{ path: "template.blocks[0].text.text" }]);
    expect(blocks('"text"')).toEqual([{ path: "template.blocks", message: "expected a list of blocks, or an object with a list `blocks`" }]);
  });

  it("blames no template for what only some values would cause", () => {
    const source = `[{ type: "image", image_url: "$event.picture", alt_text: "$event.payload.name" },
      { type: "actions", elements: [{ type: "button", text: { type: "plain_text", text: "$classify.urgency" }, style: "$event.style", url: "$event.meta.url" }] },
      { type: "rich_text", elements: [{ type: "rich_text_section", elements: [{ type: "date", timestamp: $event.at, format: "{date}" }, { type: "text", text: "a", style: { bold: $event.is_bold } }] }] }]`;
    expect(blocks(source)).toEqual([]);
  });

  it("does not let a ref reach into the language itself", () => {
    blocks('[{ type: "section", text: { type: "mrkdwn", text: "$event[\\"__proto__\\"].polluted" } }]');
    expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
  });
});
