import { z } from "zod";
import { slackLimits as limits } from "./limits";
import { atMost, id, list, webUrl } from "./text-schemas";

const style = z.strictObject({ bold: z.boolean().optional(), italic: z.boolean().optional(), strike: z.boolean().optional(), code: z.boolean().optional(), underline: z.boolean().optional() }).optional();
const plainRun = z.strictObject({ type: z.literal("text"), text: z.string().min(1, "must not be empty"), style });
const link = z.strictObject({
  type: z.literal("link"), text: z.string().optional(), unsafe: z.boolean().optional(), style,
  url: atMost(limits.url).regex(/^(https?:\/\/|mailto:)[^\s]+$/i, "must be an http, https or mailto address"),
});
const richInline = z.discriminatedUnion("type", [
  plainRun,
  link,
  z.strictObject({ type: z.literal("emoji"), name: atMost(100), unicode: z.string().optional() }),
  z.strictObject({ type: z.literal("user"), user_id: atMost(100), style }),
  z.strictObject({ type: z.literal("usergroup"), usergroup_id: atMost(100), style }),
  z.strictObject({ type: z.literal("channel"), channel_id: atMost(100), style }),
  z.strictObject({ type: z.literal("broadcast"), range: z.enum(["here", "channel", "everyone"]), style }),
  z.strictObject({ type: z.literal("color"), value: z.string().regex(/^#[0-9a-f]{6}$/i, "must be a colour such as #ff0000") }),
  z.strictObject({ type: z.literal("date"), timestamp: z.int(), format: atMost(200), url: webUrl.optional(), fallback: z.string().optional() }),
]);
const border = z.union([z.literal(0), z.literal(1)]).optional();
const richSection = z.strictObject({ type: z.literal("rich_text_section"), elements: z.array(richInline) });
const richBlock = z.discriminatedUnion("type", [
  richSection,
  z.strictObject({ type: z.literal("rich_text_list"), style: z.enum(["bullet", "ordered"]), elements: z.array(richSection), indent: z.int().min(0).max(8).optional(), offset: z.int().min(0).optional(), border }),
  z.strictObject({ type: z.literal("rich_text_preformatted"), elements: z.array(z.discriminatedUnion("type", [plainRun, link])), border, language: z.string().optional() }),
  z.strictObject({ type: z.literal("rich_text_quote"), elements: z.array(richInline), border }),
]);

export const richText = z.strictObject({ type: z.literal("rich_text"), block_id: id, elements: list(richBlock, 100) });
