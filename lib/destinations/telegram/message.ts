import { z } from "zod";

/** What we send of `sendMessage` besides the chat. */
export const telegramMessage = z.strictObject({
  text: z.string(),
  parse_mode: z.literal("HTML"),
  link_preview_options: z.strictObject({ is_disabled: z.boolean() }),
  disable_notification: z.boolean().optional(),
  reply_markup: z.strictObject({ inline_keyboard: z.array(z.array(z.strictObject({ text: z.string(), url: z.string() }))) }).optional(),
});
export type TelegramMessage = z.infer<typeof telegramMessage>;
