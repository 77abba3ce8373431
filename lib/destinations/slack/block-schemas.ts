import { z } from "zod";
import { button, hasOneImageSource, imageElement, imageSource, interactiveElements, oneImageSource } from "./element-schemas";
import { slackLimits as limits } from "./limits";
import { richText } from "./rich-text-schemas";
import { atMost, id, list, mrkdwn, plainText, textObject } from "./text-schemas";

const tableCell = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("raw_text"), text: z.string().min(1, "must not be empty") }),
  z.strictObject({ type: z.literal("raw_number"), value: z.number(), text: z.string().min(1, "must not be empty").optional() }),
  richText,
]);

const card = z.strictObject({
  type: z.literal("card"), block_id: id, hero_image: imageElement.optional(), icon: imageElement.optional(),
  title: mrkdwn(150).optional(), subtitle: mrkdwn(150).optional(), body: mrkdwn(200).optional(),
  actions: list(button, 3).optional(),
});

/** One block of a message, as docs.slack.dev/reference/block-kit describes it. */
export const blockSchema = z.discriminatedUnion("type", [
  z.strictObject({
    type: z.literal("section"), block_id: id, text: textObject(limits.sectionText).optional(),
    fields: list(textObject(limits.fieldText), limits.sectionFields).optional(),
    accessory: z.discriminatedUnion("type", [...interactiveElements, imageElement]).optional(), expand: z.boolean().optional(),
  }).refine(({ text, fields }) => text !== undefined || fields !== undefined, { message: "needs text or fields" }),
  z.strictObject({ type: z.literal("header"), block_id: id, text: plainText(limits.headerText), level: z.int().min(1).max(4).optional() }),
  z.strictObject({ type: z.literal("divider"), block_id: id }),
  z.strictObject({ type: z.literal("context"), block_id: id, elements: list(z.discriminatedUnion("type", [plainText(limits.sectionText), mrkdwn(limits.sectionText), imageElement]), limits.contextElements) }),
  z.strictObject({ type: z.literal("actions"), block_id: id, elements: list(z.discriminatedUnion("type", [...interactiveElements]), limits.actionsElements) }),
  z.strictObject({ type: z.literal("image"), block_id: id, ...imageSource, alt_text: atMost(2000), title: plainText(2000).optional() }).refine(hasOneImageSource, oneImageSource),
  richText,
  card,
  z.strictObject({ type: z.literal("carousel"), block_id: id, elements: list(card, 10) }),
  z.strictObject({ type: z.literal("markdown"), block_id: id, text: atMost(limits.markdownTotal) }),
  z.strictObject({
    type: z.literal("table"), block_id: id, rows: list(list(tableCell, limits.tableColumns), limits.tableRows),
    column_settings: list(z.strictObject({ align: z.enum(["left", "center", "right"]).optional(), is_wrapped: z.boolean().optional() }).nullable(), limits.tableColumns).optional(),
  }),
]);
