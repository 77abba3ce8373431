import { anyText, hasOneImageSource, imageFields, imageObject, mrkdwn, plainText, url } from "./composition-objects";
import { actionElements, cardButton, contextActionElements, inputElements, sectionAccessories } from "./elements";
import { richTextElements } from "./rich-text";
import { anyOf, byType, flag, isObject, list, number, object, oneOf, text, violation, type Fields, type Rule } from "./rule";

const type = text();
const blockId = text({ max: 255 });

const block = (fields: { required?: Fields; optional?: Fields }, extra?: Rule): Rule =>
  object({ required: { type, ...fields.required }, optional: { block_id: blockId, ...fields.optional } }, extra);

const contextElements = byType({ ...asTypes(["plain_text", "mrkdwn"], anyText()), image: imageObject });

const hasTextOrFields: Rule = (value, at) =>
  isObject(value) && value["text"] === undefined && value["fields"] === undefined
    ? violation(`${at}/type`, "must define either `text` or `fields`")
    : [];

const richText = block({ required: { elements: list(richTextElements) } });

const card = block({
  optional: {
    hero_image: imageObject,
    icon: imageObject,
    title: mrkdwn(150),
    subtitle: mrkdwn(150),
    body: mrkdwn(200),
    actions: list(byType({ button: cardButton }), { min: 1, max: 3 }),
  },
});

const tableCell = byType({
  raw_text: object({ required: { type, text: text({ min: 1 }) } }),
  raw_number: object({ required: { type, value: number, text: text({ min: 1 }) } }),
  rich_text: richText,
});
const columnSettings: Rule = (value, at) =>
  value === null ? [] : object({ optional: { align: oneOf("left", "center", "right"), is_wrapped: flag } })(value, at);

/** Every block a message may hold. `alert` and `file` exist, but cannot be posted. */
export const messageBlock: Rule = byType({
  section: block(
    {
      optional: {
        text: anyText(3000),
        fields: list(anyText(2000), { min: 1, max: 10 }),
        accessory: anyOf(byType(sectionAccessories)),
        expand: flag,
      },
    },
    hasTextOrFields,
  ),
  header: block({ required: { text: plainText(150) }, optional: { level: number } }),
  divider: block({}),
  image: block(
    { required: imageFields.required, optional: { ...imageFields.optional, title: plainText(2000) } },
    hasOneImageSource,
  ),
  context: block({ required: { elements: list(contextElements, { min: 1, max: 10 }) } }),
  actions: block({ required: { elements: list(byType(actionElements), { min: 1, max: 25 }) } }),
  context_actions: block({ required: { elements: list(byType(contextActionElements), { min: 1, max: 5 }) } }),
  input: block({
    required: { label: plainText(2000), element: byType(inputElements) },
    optional: { hint: plainText(2000), optional: flag, dispatch_action: flag },
  }),
  rich_text: richText,
  markdown: block({ required: { text: text({ min: 1, max: 12_000 }) } }),
  table: block({
    required: { rows: list(list(tableCell, { min: 1, max: 20 }), { min: 1, max: 100 }) },
    optional: { column_settings: list(columnSettings, { max: 20 }) },
  }),
  video: block({
    required: { video_url: url(), thumbnail_url: url(), alt_text: text({ min: 1, max: 2000 }), title: plainText(199) },
    optional: {
      title_url: url(),
      author_name: text({ max: 49 }),
      provider_name: text(),
      provider_icon_url: url(),
      description: plainText(3000),
    },
  }),
  card,
  carousel: block({ required: { elements: list(byType({ card }), { min: 1, max: 10 }) } }),
});

function asTypes(names: string[], rule: Rule): Record<string, Rule> {
  return Object.fromEntries(names.map((name) => [name, rule]));
}
