import { z } from "zod";
import { field } from "@/lib/schema-form/field";
import { noiseFields } from "../noise-fields";
import { messageFields } from "../message-fields";

const fieldsMax = 25;

export const telegramConnection = z.strictObject({
  botToken: field.secret(
    { label: "Bot token", placeholder: "123456:ABC-DEF…", help: "From @BotFather, which makes a bot by /newbot." },
    z.string().max(200).regex(/^\d{1,20}:[\w-]{20,150}$/, "expected a bot's token: digits, a colon and letters"),
  ),
  apiBaseUrl: field.url({ label: "API address", help: "Another address than api.telegram.org, such as your own Bot API server.", isAdvanced: true }).optional(),
});

export const telegramTarget = z.strictObject({
  chat: field.text({ label: "Chat", placeholder: "@alerts or -1001234567890", help: "A chat's id, or the @name of a public group or channel. Say something to the bot, or add it to the group, and it is in the list." }, 64).regex(/^(-?\d{1,20}|@\w{4,64})$/, "expected a chat's id or @name"),
  chatName: field.text({ label: "Chat name", isAdvanced: true }, 255).optional(),
  threadId: field.number({ label: "Topic", help: "The id of a topic of a forum.", isAdvanced: true }, z.number().int().positive()).optional(),
});

const messageTemplate = z.strictObject(messageFields({ textHelp: 'Telegram\'s HTML: <b>bold</b>, <i>italic</i>, <code>code</code>, <a href="$event.url">a link</a>.', fieldsMax }));

const htmlTemplate = z.strictObject({
  mode: field.select({ label: "Message" }, ["html"], { html: "HTML" }),
  text: field.template({ label: "Text", help: "The whole message in Telegram's HTML." }),
});

export const telegramTemplate = z.discriminatedUnion("mode", [messageTemplate, htmlTemplate]);

export const telegramConfig = z.strictObject({
  ...noiseFields,
  silent: field.boolean({ label: "Without a sound" }).optional(),
  previews: field.boolean({ label: "Show previews of links", help: "Telegram then fetches the links of a message, also those an event brought." }).optional(),
});

export type TelegramConnection = z.infer<typeof telegramConnection>;
export type TelegramTarget = z.infer<typeof telegramTarget>;
export type TelegramTemplate = z.infer<typeof telegramTemplate>;
export type TelegramMessageTemplate = z.infer<typeof messageTemplate>;
export type TelegramConfig = z.infer<typeof telegramConfig>;
