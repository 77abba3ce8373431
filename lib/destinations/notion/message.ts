import { z } from "zod";

const richText = z.strictObject({
  type: z.literal("text"),
  text: z.strictObject({ content: z.string(), link: z.strictObject({ url: z.string() }).optional() }),
  annotations: z.strictObject({ bold: z.boolean() }).optional(),
});
export type RichText = z.infer<typeof richText>;

const texts = z.strictObject({ rich_text: z.array(richText) });
const block = z.discriminatedUnion("type", [
  z.strictObject({ object: z.literal("block"), type: z.literal("heading_2"), heading_2: texts }),
  z.strictObject({ object: z.literal("block"), type: z.literal("paragraph"), paragraph: texts }),
  z.strictObject({ object: z.literal("block"), type: z.literal("bulleted_list_item"), bulleted_list_item: texts }),
]);
export type NotionBlock = z.infer<typeof block>;

/** A message before the database's types are known. */
export const notionMessage = z.strictObject({
  title: z.string(),
  properties: z.record(z.string(), z.json()),
  /** True: only those properties that the database has are filled; nobody chose them. */
  isOpen: z.boolean(),
  blocks: z.array(block),
});
export type NotionMessage = z.infer<typeof notionMessage>;

export function textsOf(each: NotionBlock): RichText[] {
  if (each.type === "heading_2") return each.heading_2.rich_text;
  return each.type === "paragraph" ? each.paragraph.rich_text : each.bulleted_list_item.rich_text;
}
