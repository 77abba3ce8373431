import { escapeNone } from "@/lib/pipeline/escape";
import { checkMessage } from "../check-message";
import { defineDestination } from "../contract";
import { starterMessage } from "../starter-message";
import { explainNotionFailure } from "./explain-failure";
import { notionLimits } from "./limits";
import { notionMessage, textsOf } from "./message";
import { propertyValue } from "./property-value";
import { renderNotion } from "./render";
import { notionConfig, notionConnection, notionTarget, notionTemplate } from "./schemas";

export const notionDestination = defineDestination({
  id: "notion",
  version: 1,
  title: "Notion",
  summary: "Add rows to a database, or text to a page.",
  connection: notionConnection,
  target: notionTarget,
  template: notionTemplate,
  config: notionConfig,
  limits: notionLimits,
  targetNoun: { one: "database or page", many: "databases and pages" },
  fieldNoun: "property",
  anyTarget: { kind: "database", id: "00000000-0000-0000-0000-000000000000" },
  describeTarget: ({ name, id }) => (typeof name === "string" && name !== "" ? name : typeof id === "string" ? id : ""),
  render: renderNotion,
  measure: (message) => {
    const blocks = notionMessage.safeParse(message).data?.blocks ?? [];
    const longest = Math.max(0, ...blocks.map((block) => textsOf(block).reduce((sum, { text }) => sum + text.content.length, 0)));
    return [{ label: "blocks", used: blocks.length, max: notionLimits.blocks }, { label: "longest text", used: longest, max: notionLimits.text }];
  },
  starterTemplate: (context) => starterMessage(context, escapeNone),
  explainFailure: explainNotionFailure,
  throttle: { limit: 2, periodMs: 1000 },
  pace: (connectionId, { id }) => ({
    lane: { key: `notion:${connectionId}:${id}`, periodMs: 350 },
    // Three requests a second and integration (developers.notion.com, request limits); one is left for looking at databases.
    budgets: [{ key: `notion:${connectionId}`, limit: 2, periodMs: 1000 }],
  }),
  checkFieldText: (type, text) => {
    const value = propertyValue(type, text);
    return value !== undefined && "problem" in value ? value.problem : null;
  },
  check: ({ template, target }) => [
    ...(template === undefined || Object.keys(template.properties ?? {}).length > 0 ? [] : checkMessage(template)),
    ...(template?.properties !== undefined && Object.keys(template.properties).length > 0 && target.kind === "page" ? [{ path: "template.properties", message: "expected none, as the target is a page: only a database has properties" }] : []),
  ],
});
