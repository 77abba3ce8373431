import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { blockBudgetCost, blockBudgetMax } from "./block-budget";
import { describeViolations, validateBlocks } from "./validate-blocks";

const errorsOf = (blocks: unknown) => describeViolations(validateBlocks(blocks, "/blocks")).errors;
const chars = (count: number) => "x".repeat(count);
const many = <T>(count: number, make: (index: number) => T) => Array.from({ length: count }, (_, index) => make(index));
const plain = (text: string) => ({ type: "plain_text", text });
const mrkdwn = (text: string) => ({ type: "mrkdwn", text });
const section = (text: string) => ({ type: "section", text: mrkdwn(text) });
const button = (fields: object = {}) => ({ type: "button", text: plain("Go"), ...fields });
const actions = (...elements: unknown[]) => ({ type: "actions", elements });
const image = (fields: object = {}) => ({ type: "image", image_url: "https://example.com/a.png", alt_text: "a", ...fields });
const option = (fields: object = {}) => ({ text: plain("One"), value: "1", ...fields });
const select = (fields: object) => ({ type: "static_select", ...fields });
const richText = (...elements: unknown[]) => ({ type: "rich_text", elements: [{ type: "rich_text_section", elements }] });
const cell = (text: string) => ({ type: "raw_text", text });
const table = (rows: number, columns: number) => ({ type: "table", rows: many(rows, () => many(columns, () => cell("x"))) });

describe("takes what stands at the limit", () => {
  test.each<[string, unknown[]]>([
    ["50 blocks", many(50, () => ({ type: "divider" }))],
    ["section text of 3,000", [section(chars(3000))]],
    ["10 fields of 2,000", [{ type: "section", fields: many(10, () => mrkdwn(chars(2000))) }]],
    ["a section with an image beside it", [{ ...section("x"), accessory: image(), expand: true }]],
    ["header of 150", [{ type: "header", text: plain(chars(150)) }]],
    ["context of 10, mixed", [{ type: "context", elements: [...many(9, () => mrkdwn("x")), image()] }]],
    ["25 actions", [actions(...many(25, (index) => button({ action_id: `a${index}` })))]],
    ["the same action_id in two blocks", [actions(button({ action_id: "a" })), actions(button({ action_id: "a" }))]],
    ["button at its limits", [actions(button({ text: plain(chars(75)), value: chars(2000), style: "danger", accessibility_label: chars(75) }))]],
    ["image with a slack_file", [{ type: "image", alt_text: "a", slack_file: { id: "F1" } }]],
    ["overflow of 5", [actions({ type: "overflow", options: many(5, () => option()) })]],
    ["select of 100", [actions(select({ placeholder: plain(chars(150)), options: many(100, () => option()) }))]],
    ["rich text with everything", [
      {
        type: "rich_text",
        elements: [
          { type: "rich_text_section", elements: [{ type: "text", text: "a", style: { bold: true } }, { type: "link", url: "https://e.com" }, { type: "emoji", name: "tada" }, { type: "user", user_id: "U1" }, { type: "broadcast", range: "here" }] },
          { type: "rich_text_list", style: "bullet", indent: 1, elements: [{ type: "rich_text_section", elements: [{ type: "text", text: "b" }] }] },
          { type: "rich_text_preformatted", elements: [{ type: "text", text: "{}" }] },
          { type: "rich_text_quote", elements: [{ type: "text", text: "c" }] },
        ],
      },
    ]],
    ["markdown of 12,000 in two blocks", many(2, () => ({ type: "markdown", text: chars(6000) }))],
    ["table of 100 by 20", [table(100, 20)]],
    ["carousel of 10 cards", [{ type: "carousel", elements: many(10, () => ({ type: "card", title: mrkdwn("t"), body: mrkdwn(chars(200)), actions: many(3, () => button()) })) }]],
    ["emoji on plain_text, verbatim on mrkdwn", [{ type: "context", elements: [{ ...plain("x"), emoji: true }, { ...mrkdwn("x"), verbatim: true }] }]],
  ])("%s", (_, blocks) => {
    expect(errorsOf(blocks)).toEqual([]);
  });
});

describe("refuses what goes past it", () => {
  test.each<[string, unknown, string]>([
    ["51 blocks", many(51, () => ({ type: "divider" })), "no more than 50 items allowed [json-pointer:/blocks]"],
    ["section text of 3,001", [section(chars(3001))], "must be less than 3001 characters [json-pointer:/blocks/0/text/text]"],
    ["section text of 0", [section("")], "must be more than 0 characters [json-pointer:/blocks/0/text/text]"],
    ["a section of nothing", [{ type: "section" }], "must define either `text` or `fields` [json-pointer:/blocks/0/type]"],
    ["11 fields", [{ type: "section", fields: many(11, () => mrkdwn("x")) }], "no more than 10 items allowed [json-pointer:/blocks/0/fields]"],
    ["a field of 2,001", [{ type: "section", fields: [mrkdwn(chars(2001))] }], "must be less than 2001 characters [json-pointer:/blocks/0/fields/0/text]"],
    ["header of 151", [{ type: "header", text: plain(chars(151)) }], "must be less than 151 characters [json-pointer:/blocks/0/text/text]"],
    ["header in mrkdwn", [{ type: "header", text: mrkdwn("x") }], "unsupported type: mrkdwn [json-pointer:/blocks/0/text/type]"],
    ["context of 11", [{ type: "context", elements: many(11, () => mrkdwn("x")) }], "no more than 10 items allowed [json-pointer:/blocks/0/elements]"],
    ["26 actions", [actions(...many(26, () => button()))], "no more than 25 items allowed [json-pointer:/blocks/0/elements]"],
    ["actions without any", [actions()], "no less than 1 items allowed [json-pointer:/blocks/0/elements]"],
    ["six context actions", [{ type: "context_actions", elements: many(6, () => ({ type: "icon_button", icon: "trash", text: plain("x") })) }], "no more than 5 items allowed [json-pointer:/blocks/0/elements]"],
    ["the same action_id twice in a block", [actions(button({ action_id: "a" }), button({ action_id: "a" }))], '`action_id` "a" already exists [json-pointer:/blocks/0/elements/1/action_id]'],
    ["the same block_id twice", many(2, () => ({ type: "divider", block_id: "b" })), '`block_id` "b" already exists [json-pointer:/blocks/1/block_id]'],
    ["block_id of 256", [{ type: "divider", block_id: chars(256) }], "must be less than 256 characters [json-pointer:/blocks/0/block_id]"],
    ["action_id of 256", [actions(button({ action_id: chars(256) }))], "must be less than 256 characters [json-pointer:/blocks/0/elements/0/action_id]"],
    ["an unknown block", [{ type: "nonsense" }], "unsupported type: nonsense [json-pointer:/blocks/0/type]"],
    ["a block without a type", [{}], "missing required field: type [json-pointer:/blocks/0]"],
    ["a block only modals have", [{ type: "alert", text: mrkdwn("x") }], "unsupported type: alert [json-pointer:/blocks/0/type]"],
    ["a block that is no object", ["divider"], "must provide an object [json-pointer:/blocks/0]"],
    ["a divider with more", [{ type: "divider", text: "x" }], "invalid additional property: text [json-pointer:/blocks/0]"],
    ["emoji on mrkdwn", [{ type: "section", text: { ...mrkdwn("x"), emoji: true } }], "invalid additional property: emoji [json-pointer:/blocks/0/text]"],
    ["verbatim on plain_text", [{ type: "header", text: { ...plain("x"), verbatim: true } }], "invalid additional property: verbatim [json-pointer:/blocks/0/text]"],
    ["text that is no string", [{ type: "header", text: { type: "plain_text", text: 5 } }], "must provide a string [json-pointer:/blocks/0/text/text]"],
    ["button text of 76", [actions(button({ text: plain(chars(76)) }))], "must be less than 76 characters [json-pointer:/blocks/0/elements/0/text/text]"],
    ["button value of 2,001", [actions(button({ value: chars(2001) }))], "must be less than 2001 characters [json-pointer:/blocks/0/elements/0/value]"],
    ["button url of 3,001", [actions(button({ url: `https://e.com/${chars(2987)}` }))], "must be less than 3001 characters [json-pointer:/blocks/0/elements/0/url]"],
    ["button url that is none", [actions(button({ url: "javascript:alert(1)" }))], "must be a valid url [json-pointer:/blocks/0/elements/0/url]"],
    ["an unknown style", [actions(button({ style: "warning" }))], "must be a valid enum value [json-pointer:/blocks/0/elements/0/style]"],
    ["accessibility_label of 76", [actions(button({ accessibility_label: chars(76) }))], "must be less than 76 characters [json-pointer:/blocks/0/elements/0/accessibility_label]"],
    ["image without alt_text", [image({ alt_text: undefined })], "missing required field: alt_text [json-pointer:/blocks/0]"],
    ["image without a source", [image({ image_url: undefined })], "missing required field: image_url [json-pointer:/blocks/0]"],
    ["alt_text of 2,001", [image({ alt_text: chars(2001) })], "must be less than 2001 characters [json-pointer:/blocks/0/alt_text]"],
    ["image title of 2,001", [image({ title: plain(chars(2001)) })], "must be less than 2001 characters [json-pointer:/blocks/0/title/text]"],
    ["an image Slack cannot reach", [image({ image_url: "http://127.0.0.1:3000/a.png" })], "downloading image failed [json-pointer:/blocks/0/image_url]"],
    ["101 options", [actions(select({ options: many(101, () => option()) }))], "no more than 100 items allowed [json-pointer:/blocks/0/elements/0/options]"],
    ["placeholder of 151", [actions(select({ placeholder: plain(chars(151)), options: [option()] }))], "must be less than 151 characters [json-pointer:/blocks/0/elements/0/placeholder/text]"],
    ["option without a value", [actions(select({ options: [{ text: plain("x") }] }))], "missing required field: value [json-pointer:/blocks/0/elements/0/options/0]"],
    ["option text of 76", [actions(select({ options: [option({ text: plain(chars(76)) })] }))], "must be less than 76 characters [json-pointer:/blocks/0/elements/0/options/0/text/text]"],
    ["overflow of 6", [actions({ type: "overflow", options: many(6, () => option()) })], "no more than 5 items allowed [json-pointer:/blocks/0/elements/0/options]"],
    ["11 checkboxes", [actions({ type: "checkboxes", options: many(11, () => option()) })], "no more than 10 items allowed [json-pointer:/blocks/0/elements/0/options]"],
    ["confirm text of 301", [actions(button({ confirm: { text: mrkdwn(chars(301)) } }))], "must be less than 301 characters [json-pointer:/blocks/0/elements/0/confirm/text/text]"],
    ["confirm button of 31", [actions(button({ confirm: { text: mrkdwn("x"), deny: plain(chars(31)) } }))], "must be less than 31 characters [json-pointer:/blocks/0/elements/0/confirm/deny/text]"],
    ["input label of 2,001", [{ type: "input", label: plain(chars(2001)), element: { type: "plain_text_input" } }], "must be less than 2001 characters [json-pointer:/blocks/0/label/text]"],
    ["empty rich text", [richText({ type: "text", text: "" })], "must be more than 0 characters [json-pointer:/blocks/0/elements/0/elements/0/text]"],
    ["mrkdwn in rich text", [richText(mrkdwn("x"))], "unsupported type: mrkdwn [json-pointer:/blocks/0/elements/0/elements/0/type]"],
    ["an unknown broadcast", [richText({ type: "broadcast", range: "all" })], "must be a valid enum value [json-pointer:/blocks/0/elements/0/elements/0/range]"],
    ["markdown of 12,001 over two blocks", [{ type: "markdown", text: chars(6000) }, { type: "markdown", text: chars(6001) }], "must be less than 12001 characters [json-pointer:/blocks/1/text]"],
    ["table of 101 rows", [table(101, 1)], "no more than 100 items allowed [json-pointer:/blocks/0/rows]"],
    ["table of 21 columns", [table(1, 21)], "no more than 20 items allowed [json-pointer:/blocks/0/rows/0]"],
    ["an empty cell", [{ type: "table", rows: [[cell("")]] }], "must be more than 0 characters [json-pointer:/blocks/0/rows/0/0/text]"],
    ["21 column settings", [{ ...table(1, 1), column_settings: many(21, () => ({ align: "left" })) }], "no more than 20 items allowed [json-pointer:/blocks/0/column_settings]"],
    ["table of 10,001 characters", [{ type: "table", rows: [[cell(chars(10_001))]] }], "must be less than 10001 characters [json-pointer:/blocks/0/rows]"],
    ["11 cards", [{ type: "carousel", elements: many(11, () => ({ type: "card", title: mrkdwn("t") })) }], "no more than 10 items allowed [json-pointer:/blocks/0/elements]"],
    ["card body of 201", [{ type: "card", body: mrkdwn(chars(201)) }], "must be less than 201 characters [json-pointer:/blocks/0/body/text]"],
    ["blocks that are no list", { type: "divider" }, "must provide an array [json-pointer:/blocks]"],
  ])("%s", (_, blocks, error) => {
    expect(errorsOf(blocks)).toContain(error);
  });

  test("a union of schemas is named before its detail", () => {
    expect(errorsOf([section(chars(3001))])[0]).toBe("failed to match all allowed schemas [json-pointer:/blocks/0/text]");
  });
});

describe("the total budget", () => {
  const isOver = (blocks: unknown[]) => blockBudgetCost(blocks) > blockBudgetMax;
  test.each<[string, unknown[], boolean]>([
    ["13,297 in markdown alone passes", [{ type: "markdown", text: chars(13_297) }], false],
    ["13,298 in markdown alone does not", [{ type: "markdown", text: chars(13_298) }], true],
    ["13,172 beside a divider passes", [{ type: "markdown", text: chars(13_172) }, { type: "divider" }], false],
    ["13,173 beside a divider does not", [{ type: "markdown", text: chars(13_173) }, { type: "divider" }], true],
    ["a header costs 100", [{ type: "markdown", text: chars(13_196) }, { type: "header", text: plain("x") }], false],
    ["11,341 in rich text does not pass", [richText({ type: "text", text: chars(11_341) })], true],
    ["characters count as they are escaped", [{ type: "markdown", text: "&".repeat(2660) }], true],
    ["< and > count four each", [{ type: "markdown", text: "<>".repeat(1662) }], false],
  ])("%s", (_, blocks, expected) => {
    expect(isOver(blocks)).toBe(expected);
  });
});

describe("any input", () => {
  test("is answered, never thrown at", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (blocks) => {
        expect(Array.isArray(validateBlocks(blocks, "/blocks"))).toBe(true);
        if (Array.isArray(blocks)) expect(blockBudgetCost(blocks)).toBeGreaterThanOrEqual(0);
      }),
      { numRuns: 300 },
    );
  });
  test("made of Slack's own words is answered, and every pointer leads into it", () => {
    const word = fc.constantFrom("section", "actions", "button", "mrkdwn", "plain_text", "image", "rich_text", "rich_text_section", "table", "x", "");
    const name = fc.constantFrom("type", "text", "fields", "elements", "accessory", "action_id", "rows", "options", "confirm", "__proto__", "constructor");
    const { block } = fc.letrec((tie) => ({
      block: fc.oneof({ depthSize: "small", withCrossShrink: true }, word, fc.integer(), fc.constant(null), tie("list"), tie("record")),
      list: fc.array(tie("block"), { maxLength: 4 }),
      record: fc.dictionary(name, tie("block"), { maxKeys: 5 }),
    }));
    fc.assert(
      fc.property(fc.array(block, { maxLength: 4 }), (blocks) => {
        for (const { pointer } of validateBlocks(blocks, "")) expect(leadsInto(blocks, pointer)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});

function leadsInto(root: unknown, pointer: string): boolean {
  let at: unknown = root;
  for (const step of pointer.split("/").slice(1)) {
    if (typeof at !== "object" || at === null || !Object.hasOwn(at, step)) return false;
    at = (at as Record<string, unknown>)[step];
  }
  return true;
}
