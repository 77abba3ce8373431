import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Json } from "@/lib/durable/contract";
import type { RunContext } from "@/lib/pipeline/context";
import { anyJson } from "@/lib/pipeline/testing/sample-context";
import { renderMessage } from "../render-message";
import { sampleContext } from "../sample";
import { checkTemplate } from "./check-template";
import { toBlocksTemplate, toMessageTemplate } from "./convert-template";
import { defaultTemplate } from "./default-template";
import { slackTemplate, type SlackMessageTemplate } from "./schemas";

const render = (template: unknown, context: RunContext = sampleContext) => renderMessage("slack", { target: { channel: "#a" }, template, config: {}, context });

const full: SlackMessageTemplate = {
  mode: "message", title: "Ticket $event.ticket_id", text: "*$event.subject*\n{{ $event.body | truncate: 600 }} \"quoted\"",
  fields: [{ label: "Tier", value: "$event.customer_tier" }, { label: "", value: "{{ $event.seats | number }} seats" }],
  buttons: [{ label: "Open", url: "$event.meta.url", style: "primary" }, { label: "Docs", url: "https://example.com/$event.ticket_id" }], context: "Urgency $classify.urgency",
};

describe("a message as Block Kit JSON", () => {
  test("makes the message it was made from, refs and all", () => {
    const blocks = toBlocksTemplate(full);
    expect(slackTemplate.safeParse(blocks).success).toBe(true);
    expect(checkTemplate(blocks)).toEqual([]);
    expect(blocks.blocks).toContain("$event.customer_tier");
    expect(render(blocks)).toEqual(render(full));
  });

  test.each([full, { ...full, fallback: "Other words" }, { mode: "message" as const, title: "Only a title" }, { mode: "message" as const, text: "Only text" }])("is turned back without a loss: %j", (template) => {
    expect(toMessageTemplate(toBlocksTemplate(template))).toEqual({ template, isExact: true });
  });

  test("is turned back in whatever notation it is written", () => {
    const written = '[{ text: { emoji: true, text: "Hi $event.ticket_id", type: "plain_text" }, type: "header" }, { "type": "section", text: { type: "mrkdwn", verbatim: true, text: $event.subject } }]';
    expect(toMessageTemplate({ blocks: written, fallback: "" })).toEqual({ template: { mode: "message", title: "Hi $event.ticket_id", text: "$event.subject" }, isExact: true });
  });

  test.each([
    '[{ "type": "divider" }]', '[{ "type": "section", "text": { "type": "mrkdwn", "text": "x" }, "accessory": { "type": "button", "text": { "type": "plain_text", "text": "a" } } }]',
    '[{ "type": "section", "text": { "type": "mrkdwn", "text": "a", "verbatim": true } }, { "type": "header", "text": { "type": "plain_text", "text": "b", "emoji": true } }]', "not json", "5", "[]",
  ])("says that a message can't hold it: %s", (blocks) => {
    expect(toMessageTemplate({ blocks, fallback: "x" }).isExact).toBe(false);
  });

  test("keeps what it can of the rest", () => {
    const { template } = toMessageTemplate({ blocks: '[{ "type": "header", "text": { "type": "plain_text", "text": "T" } }, { "type": "divider" }, { "type": "section", "text": { "type": "mrkdwn", "text": "a" } }]', fallback: "T: a" });
    expect(template).toEqual({ mode: "message", title: "T", text: "a" });
  });
});

describe("the default message as a template", () => {
  const contextOf = (payload: Json): RunContext => ({ ...sampleContext, event: { ...sampleContext.event, payload } });

  test("makes the same message, in the schema's order", () => {
    const ordered = { ...sampleContext, fieldOrder: ["seats", "customer_tier"] };
    expect(render(defaultTemplate(ordered), ordered)).toEqual(render(undefined, ordered));
    expect(defaultTemplate(ordered).fields?.[0]).toEqual({ label: "seats", value: "$event.seats" });
    expect(checkTemplate(defaultTemplate(sampleContext))).toEqual([]);
  });

  test.each([
    { id: "inner", type: "inner", meta: 5 }, { "odd key": 1, "a.b": 2, "<b>": 3, "$event.id": 4, "{{ x }}": 5, "`": 6, '"': 7 }, {}, [], null, "text", 5, { only: { nested: 1 } }, { empty: "", zero: 0, no: false },
  ] as Json[])("whatever the payload is: %j", (payload) => {
    expect(render(defaultTemplate(contextOf(payload)), contextOf(payload))).toEqual(render(undefined, contextOf(payload)));
  });

  test("whatever the values are", () => {
    const payload = fc.dictionary(fc.constantFrom("a", "b c", "type", "payload", "é", "x-y"), anyJson, { maxKeys: 6 });
    fc.assert(fc.property(payload, (values) => {
      const context = contextOf(values);
      expect(render(defaultTemplate(context), context)).toEqual(render(undefined, context));
    }));
  });
});
