import { describe, expect, it } from "vitest";
import type { Json } from "@/lib/durable/contract";
import { validateBlocks as validateAsSlack } from "@/lib/slack-sandbox/validate-blocks";
import { printBlockProblem, validateBlocks } from "./validate-blocks";

const mrkdwn = (text: string) => ({ type: "mrkdwn", text });
const plain = (text: string) => ({ type: "plain_text", text });
const section = (text = "a") => ({ type: "section", text: mrkdwn(text) });
const button = (more: Json = {}) => ({ type: "button", text: plain("Go"), ...(more as object) });
const actions = (...elements: Json[]) => ({ type: "actions", elements });
const image = { type: "image", image_url: "https://img.test/a.png", alt_text: "a" };
const rich = (...elements: Json[]) => ({ type: "rich_text", elements: [{ type: "rich_text_section", elements }] });
const option = (text: string) => ({ text: plain(text), value: text });
const many = <T>(count: number, item: (index: number) => T) => Array.from({ length: count }, (_, index) => item(index));

const accepted: [name: string, blocks: Json[]][] = [
  ["a section at its limits", [{ type: "section", text: mrkdwn("x".repeat(3000)), fields: many(3, () => plain("y".repeat(2000))) }]],
  ["ten fields without a text", [{ type: "section", fields: many(10, () => mrkdwn("y")) }]],
  ["a header of 150", [{ type: "header", text: plain("x".repeat(150)) }]],
  ["fifty blocks", many(50, () => ({ type: "divider" }))],
  ["25 buttons", [actions(...many(25, (index) => button({ action_id: `a${index}`, url: "https://a.test" })))]],
  ["one action_id in two blocks", [actions(button({ action_id: "a" })), actions(button({ action_id: "a" }))]],
  ["an image block and an accessory", [image, { ...section(), accessory: image }]],
  ["context of texts and images", [{ type: "context", elements: [mrkdwn("a"), plain("b"), image] }]],
  ["a select", [actions({ type: "static_select", placeholder: plain("Pick"), options: [option("a"), option("b")] })]],
  ["rich text", [rich({ type: "text", text: "a", style: { bold: true } }, { type: "link", url: "https://a.test" }, { type: "user", user_id: "U1" })]],
  ["a markdown block", [{ type: "markdown", text: "**a**" }]],
  ["a table", [{ type: "table", rows: [[{ type: "raw_text", text: "a" }, { type: "raw_text", text: "b" }]], column_settings: [{ align: "right" }, null] }]],
  ["a card and a carousel", [{ type: "card", title: mrkdwn("a"), actions: [button()] }, { type: "carousel", elements: [{ type: "card", body: mrkdwn("b") }] }]],
];

const refused: [name: string, blocks: Json, message: string | RegExp][] = [
  ["no list", { type: "divider" }, /^blocks /],
  ["51 blocks", many(51, () => ({ type: "divider" })), "blocks must have at most 50 blocks"],
  ["a section of 3,001", [section("x".repeat(3001))], "blocks[0].text.text must have at most 3000 characters"],
  ["an empty text", [section("")], "blocks[0].text.text must not be empty"],
  ["a section of nothing", [{ type: "section" }], "blocks[0] needs text or fields"],
  ["eleven fields", [{ type: "section", fields: many(11, () => plain("a")) }], "blocks[0].fields must have at most 10 items"],
  ["a field of 2,001", [{ type: "section", fields: [plain("a".repeat(2001))] }], "blocks[0].fields[0].text must have at most 2000 characters"],
  ["a header of 151", [{ type: "header", text: plain("x".repeat(151)) }], "blocks[0].text.text must have at most 150 characters"],
  ["a header in mrkdwn", [{ type: "header", text: mrkdwn("a") }], /^blocks\[0\]\.text\.type /],
  ["emoji on mrkdwn", [{ type: "section", text: { ...mrkdwn("a"), emoji: true } }], "blocks[0].text has unknown properties: emoji"],
  ["26 buttons", [actions(...many(26, () => button()))], "blocks[0].elements must have at most 25 items"],
  ["a button label of 76", [actions({ type: "button", text: plain("x".repeat(76)) })], "blocks[0].elements[0].text.text must have at most 75 characters"],
  ["a style Slack does not have", [actions(button({ style: "default" }))], /^blocks\[0\]\.elements\[0\]\.style /],
  ["the same action_id twice", [actions(button({ action_id: "a" }), button({ action_id: "a" }))], 'blocks[0].elements[1].action_id "a" is used twice'],
  ["the same block_id twice", [{ type: "divider", block_id: "a" }, { type: "divider", block_id: "a" }], 'blocks[1].block_id "a" is used twice'],
  ["an image without alt_text", [{ type: "image", image_url: "https://img.test/a.png" }], /^blocks\[0\]\.alt_text /],
  ["an image of two sources", [{ ...image, slack_file: { id: "F1" } }], "blocks[0] needs exactly one of image_url and slack_file"],
  ["an unknown type", [{ type: "banner" }], "blocks[0].type has a type that is not supported here"],
  ["an unknown property", [{ type: "divider", text: plain("a") }], "blocks[0] has unknown properties: text"],
  ["eleven context elements", [{ type: "context", elements: many(11, () => plain("a")) }], "blocks[0].elements must have at most 10 items"],
  ["six overflow options", [{ ...section(), accessory: { type: "overflow", options: many(6, (index) => option(`o${index}`)) } }], "blocks[0].accessory.options must have at most 5 items"],
  ["a select without options", [actions({ type: "static_select" })], "blocks[0].elements[0] needs exactly one of options and option_groups"],
  ["markdown blocks of 12,002 together", [{ type: "markdown", text: "x".repeat(6001) }, { type: "markdown", text: "x".repeat(6001) }], /^blocks have 12002 characters together/],
  ["two tables", [{ type: "table", rows: [[{ type: "raw_text", text: "a" }]] }, { type: "table", rows: [[{ type: "raw_text", text: "a" }]] }], "blocks[1] is a second table; a message may have one"],
  ["an empty cell", [{ type: "table", rows: [[{ type: "raw_text", text: "" }]] }], "blocks[0].rows[0][0].text must not be empty"],
  ["14,000 characters in total", many(7, () => section("x".repeat(2000))), "blocks have 14000 characters together, 10000 are allowed"],
  ["10,000 characters over fifty blocks", many(50, () => section("x".repeat(200))), "blocks have 10000 characters together, 6750 are allowed"],
];

describe("what Slack takes", () => {
  it.each(accepted)("accepts %s", (_name, blocks) => {
    expect(validateBlocks(blocks).map(printBlockProblem)).toEqual([]);
    expect(validateAsSlack(blocks, "/blocks")).toEqual([]);
  });

  it.each(refused)("refuses %s, naming the place", (_name, blocks, message) => {
    const [first] = validateBlocks(blocks).map(printBlockProblem);
    if (typeof message === "string") expect(first).toBe(message);
    else expect(first).toMatch(message);
  });
});
