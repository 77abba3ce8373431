import { byType, flag, list, number, object, oneOf, text, type Rule } from "./rule";

const type = text();
const style = object({
  optional: {
    bold: flag,
    italic: flag,
    strike: flag,
    code: flag,
    underline: flag,
    highlight: flag,
    client_highlight: flag,
    unlink: flag,
  },
});
const inline = (required: Record<string, Rule>, optional: Record<string, Rule> = {}): Rule =>
  object({ required: { type, ...required }, optional: { style, ...optional } });

const textElement = inline({ text: text({ min: 1 }) });
const link = inline({ url: text({ min: 1 }) }, { text: text(), unsafe: flag });

const inlineElements = byType({
  text: textElement,
  link,
  emoji: inline({ name: text({ min: 1 }) }, { unicode: text(), url: text(), skin_tone: number }),
  user: inline({ user_id: text({ min: 1 }) }),
  usergroup: inline({ usergroup_id: text({ min: 1 }) }),
  team: inline({ team_id: text({ min: 1 }) }),
  channel: inline({ channel_id: text({ min: 1 }) }),
  broadcast: inline({ range: oneOf("here", "channel", "everyone") }),
  color: inline({ value: text({ min: 1 }) }),
  date: inline({ timestamp: number, format: text({ min: 1 }) }, { url: text(), fallback: text() }),
});

const section = object({ required: { type, elements: list(inlineElements) } });
const border = { border: number };

export const richTextElements: Rule = byType({
  rich_text_section: section,
  rich_text_list: object({
    required: { type, style: oneOf("bullet", "ordered"), elements: list(byType({ rich_text_section: section })) },
    optional: { ...border, indent: number, offset: number },
  }),
  rich_text_preformatted: object({
    required: { type, elements: list(byType({ text: textElement, link })) },
    optional: { ...border, language: text() },
  }),
  rich_text_quote: object({ required: { type, elements: list(inlineElements) }, optional: border }),
});
