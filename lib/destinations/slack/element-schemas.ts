import { z } from "zod";
import { slackLimits as limits } from "./limits";
import { atMost, id, list, plainText, textObject, webUrl } from "./text-schemas";

const confirm = z.strictObject({
  title: plainText(100), text: textObject(300), confirm: plainText(30), deny: plainText(30), style: z.enum(["primary", "danger"]).optional(),
});
// 75 in the docs, 150 in python-slack-sdk's validators.
const optionValue = atMost(150);
const option = z.strictObject({ text: plainText(75), value: optionValue, description: plainText(75).optional() });
const linkOption = option.extend({ url: webUrl.optional() });
const anyOption = z.strictObject({ text: textObject(75), value: optionValue, description: textObject(75).optional() });
const optionGroup = z.strictObject({ label: plainText(75), options: list(option, 100) });
export const imageSource = { image_url: webUrl.optional(), slack_file: z.strictObject({ id: z.string().optional(), url: webUrl.optional() }).optional() };
export const hasOneImageSource = (image: { image_url?: unknown; slack_file?: unknown }) => (image.image_url === undefined) !== (image.slack_file === undefined);
export const oneImageSource = { message: "needs exactly one of image_url and slack_file" };

export const button = z.strictObject({
  type: z.literal("button"), text: plainText(limits.buttonText), action_id: id, url: webUrl.optional(), value: atMost(2000).optional(),
  style: z.enum(["primary", "danger"]).optional(), confirm: confirm.optional(), accessibility_label: atMost(75).optional(),
});
export const imageElement = z.strictObject({ type: z.literal("image"), ...imageSource, alt_text: atMost(2000) }).refine(hasOneImageSource, oneImageSource);
const selectParts = { action_id: id, placeholder: plainText(150).optional(), confirm: confirm.optional(), focus_on_load: z.boolean().optional() };
const several = { max_selected_items: z.int().min(1).optional() };
const options = { options: list(option, 100).optional(), option_groups: list(optionGroup, 100).optional() };
const hasOneOptionSource = (select: { options?: unknown; option_groups?: unknown }) => (select.options === undefined) !== (select.option_groups === undefined);
const oneOptionSource = { message: "needs exactly one of options and option_groups" };
const choices = { action_id: id, options: list(anyOption, 10), confirm: confirm.optional(), focus_on_load: z.boolean().optional() };
const when = { action_id: id, confirm: confirm.optional(), focus_on_load: z.boolean().optional() };
const conversations = { default_to_current_conversation: z.boolean().optional(), response_url_enabled: z.boolean().optional(), filter: z.record(z.string(), z.json()).optional() };

/** What an actions block, and a section beside its text, may hold. */
export const interactiveElements = [
  button,
  z.strictObject({ type: z.literal("overflow"), action_id: id, options: list(linkOption, 5), confirm: confirm.optional() }),
  z.strictObject({ type: z.literal("static_select"), ...selectParts, ...options, initial_option: option.optional() }).refine(hasOneOptionSource, oneOptionSource),
  z.strictObject({ type: z.literal("multi_static_select"), ...selectParts, ...several, ...options, initial_options: list(option, 100).optional() }).refine(hasOneOptionSource, oneOptionSource),
  z.strictObject({ type: z.literal("external_select"), ...selectParts, min_query_length: z.int().min(0).optional(), initial_option: option.optional() }),
  z.strictObject({ type: z.literal("multi_external_select"), ...selectParts, ...several, min_query_length: z.int().min(0).optional(), initial_options: list(option, 100).optional() }),
  z.strictObject({ type: z.literal("users_select"), ...selectParts, initial_user: z.string().optional() }),
  z.strictObject({ type: z.literal("multi_users_select"), ...selectParts, ...several, initial_users: z.array(z.string()).optional() }),
  z.strictObject({ type: z.literal("conversations_select"), ...selectParts, ...conversations, initial_conversation: z.string().optional() }),
  z.strictObject({ type: z.literal("multi_conversations_select"), ...selectParts, ...several, ...conversations, initial_conversations: z.array(z.string()).optional() }),
  z.strictObject({ type: z.literal("channels_select"), ...selectParts, response_url_enabled: z.boolean().optional(), initial_channel: z.string().optional() }),
  z.strictObject({ type: z.literal("multi_channels_select"), ...selectParts, ...several, initial_channels: z.array(z.string()).optional() }),
  z.strictObject({ type: z.literal("checkboxes"), ...choices, initial_options: list(anyOption, 10).optional() }),
  z.strictObject({ type: z.literal("radio_buttons"), ...choices, initial_option: anyOption.optional() }),
  z.strictObject({ type: z.literal("datepicker"), ...when, placeholder: plainText(150).optional(), initial_date: z.iso.date("must be a date such as 2026-01-31").optional() }),
  z.strictObject({ type: z.literal("timepicker"), ...when, placeholder: plainText(150).optional(), initial_time: z.string().optional(), timezone: z.string().optional() }),
  z.strictObject({ type: z.literal("datetimepicker"), ...when, initial_date_time: z.int().optional() }),
] as const;
