import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, test } from "vitest";
import { blockSchema } from "@/lib/destinations/slack/block-schemas";
import { BlockView } from "./block-view";

const show = (block: unknown) => renderToStaticMarkup(createElement(BlockView, { block }));
/** What a reader sees of it. */
const words = (block: unknown) => show(block).replace(/<[^>]+>/g, " ").replaceAll("&amp;", "&").replaceAll("&lt;", "<").replaceAll("&gt;", ">").replace(/\s+/g, " ").trim();
const mrkdwn = (text: string) => ({ type: "mrkdwn", text });
const plain = (text: string) => ({ type: "plain_text", text });

describe("each block a message may hold", () => {
  test("header: a heading with its emoji", () => {
    expect(show({ type: "header", text: plain(":rotating_light: Down & <out>") })).toMatch(/<h3[^>]*><span role="img" aria-label="rotating_light"[^>]*>🚨<\/span> Down &amp; &lt;out&gt;<\/h3>/);
  });

  test("section: text, fields in their order, an accessory", () => {
    const html = show({
      type: "section", text: mrkdwn("*Ticket* `T-1`"), fields: [mrkdwn("*Tier*\npro"), plain("*not bold*")],
      accessory: { type: "button", text: plain("Open"), url: "https://example.com/t" },
    });
    expect(html).toContain("<b class=\"font-bold\">Ticket</b>");
    expect(html).toContain(">T-1</code>");
    expect(html.indexOf("Tier")).toBeLessThan(html.indexOf("*not bold*"));
    expect(html).toContain('href="https://example.com/t"');
  });

  test.each([
    ["overflow", { type: "overflow", options: [{ text: plain("Mute"), value: "m" }] }, "More: Mute"],
    ["image", { type: "image", image_url: "https://example.com/a.png", alt_text: "A chart" }, 'alt="A chart"'],
    ["select", { type: "static_select", placeholder: plain("Pick one"), options: [{ text: plain("a"), value: "a" }] }, "Pick one"],
    ["select with a choice", { type: "static_select", initial_option: { text: plain("Chosen"), value: "a" }, options: [{ text: plain("Chosen"), value: "a" }] }, "Chosen"],
    ["users select", { type: "users_select" }, "Choose an option"],
    ["checkboxes", { type: "checkboxes", options: [{ text: mrkdwn("*Yes*"), value: "y", description: plain("really") }] }, "really"],
    ["date picker", { type: "datepicker", initial_date: "2026-01-31" }, "2026-01-31"],
    ["time picker", { type: "timepicker" }, "Select a time"],
  ])("section with an accessory: %s", (_name, accessory, shown) => {
    expect(show({ type: "section", text: mrkdwn("x"), accessory })).toContain(shown);
  });

  test("section: folds a long text, keeps all of it, and unfolds where `expand` says so", () => {
    const text = mrkdwn("word ".repeat(300));
    expect(show({ type: "section", text })).toContain("See more");
    expect(words({ type: "section", text }).match(/word/g)).toHaveLength(300);
    expect(show({ type: "section", text, expand: true })).not.toContain("See more");
  });

  test("context: images and texts", () => {
    const html = show({ type: "context", elements: [{ type: "image", image_url: "https://example.com/i.png", alt_text: "icon" }, mrkdwn("by _somebody_")] });
    expect(html).toContain('alt="icon"');
    expect(html).toContain("<i>somebody</i>");
  });

  test("divider, image with its title, image without an address", () => {
    expect(show({ type: "divider" })).toContain("<hr");
    expect(words({ type: "image", image_url: "https://example.com/a.png", alt_text: "a", title: plain("Load") })).toContain("Load");
    expect(words({ type: "image", slack_file: { id: "F1" }, alt_text: "a file" })).toContain("[a file]");
  });

  test("actions: buttons in their styles; one without a link is no link", () => {
    const html = show({ type: "actions", elements: [{ type: "button", text: plain("Go"), style: "primary", url: "https://example.com" }, { type: "button", text: plain("No"), style: "danger" }] });
    expect(html).toContain("bg-(--slack-primary)");
    expect(html).toContain("bg-(--slack-danger)");
    expect(html.match(/<a /g)).toHaveLength(1);
  });

  test("rich_text: styles, links, emoji, mentions, dates, colours", () => {
    const elements = [
      { type: "text", text: "both", style: { bold: true, strike: true } }, { type: "text", text: "*raw*", style: { code: true } },
      { type: "link", url: "https://example.com", text: "site" }, { type: "emoji", name: "tada" }, { type: "emoji", name: "unheard_of", unicode: "1f41f" },
      { type: "user", user_id: "U1" }, { type: "channel", channel_id: "C1" }, { type: "usergroup", usergroup_id: "S1" }, { type: "broadcast", range: "here" },
      { type: "date", timestamp: 0, format: "{date}" }, { type: "color", value: "#ff0000" },
    ];
    const html = show({ type: "rich_text", elements: [{ type: "rich_text_section", elements }] });
    expect(html).toContain('<s><b class="font-bold">both</b></s>');
    for (const shown of [">*raw*</code>", "🎉", "🐟", "@U1", "#C1", "@S1", "@here", "1970-01-01 00:00 UTC", "#ff0000"]) expect(html).toContain(shown);
    expect(html.match(/data-mention="broadcast"/g)).toHaveLength(1);
  });

  test("rich_text: nested lists are marked by their depth, ordered ones go on from their offset", () => {
    const list = (style: string, indent: number, offset: number) => ({ type: "rich_text_list", style, indent, offset, elements: [{ type: "rich_text_section", elements: [{ type: "text", text: "item" }] }] });
    expect(words({ type: "rich_text", elements: [list("bullet", 0, 0), list("bullet", 1, 0), list("ordered", 0, 2), list("ordered", 1, 27), list("ordered", 2, 3)] })).toBe("• item ◦ item 3. item ab. item iv. item");
  });

  test("rich_text: quote and preformatted", () => {
    const html = show({ type: "rich_text", elements: [{ type: "rich_text_quote", elements: [{ type: "text", text: "said" }] }, { type: "rich_text_preformatted", elements: [{ type: "text", text: "a  b" }] }] });
    expect(html).toMatch(/<blockquote[^>]*>said<\/blockquote>/);
    expect(html).toMatch(/<pre[^>]*>a {2}b<\/pre>/);
  });

  test("markdown: what mrkdwn does not know", () => {
    const html = show({ type: "markdown", text: "# Title\n- **one**\n1. two\n\n| a |\n|---|\n| b |\n\n---" });
    expect(html).toMatch(/role="heading"[^>]*>Title</);
    expect(html).toContain("•");
    for (const element of ["<th", "<td", "<hr"]) expect(html).toContain(element);
  });

  test("mrkdwn: a dash and a hash mark are text", () => {
    expect(words({ type: "section", text: mrkdwn("# no title\n- no list") })).toBe("# no title - no list");
  });

  test("table: the first row is its head, cells of every type, alignment", () => {
    const block = {
      type: "table", column_settings: [null, { align: "right" }],
      rows: [[{ type: "raw_text", text: "Name" }, { type: "raw_text", text: "Count" }], [{ type: "rich_text", elements: [{ type: "rich_text_section", elements: [{ type: "text", text: "x", style: { bold: true } }] }] }, { type: "raw_number", value: 7 }]],
    };
    expect(blockSchema.safeParse(block).success).toBe(true);
    expect(words(block)).toBe("Name Count x 7");
    expect(show(block)).toMatch(/<td[^>]*text-right[^>]*>7</);
  });

  test("card and carousel", () => {
    const card = { type: "card", title: mrkdwn("A card"), body: mrkdwn("Its *body*"), actions: [{ type: "button", text: plain("Buy") }] };
    expect(words(card)).toBe("A card Its body Buy");
    expect(words({ type: "carousel", elements: [card, card] })).toBe("A card Its body Buy A card Its body Buy");
  });

  test("a type it does not know is shown as it is", () => {
    expect(words({ type: "hologram" })).toContain('"hologram"'.replaceAll('"', "&quot;"));
    for (const odd of [null, 5, "x", [], { type: "section", text: 5, fields: "x", accessory: [] }, { type: "table", rows: [5, ["x"]] }]) expect(() => show(odd)).not.toThrow();
  });
});
