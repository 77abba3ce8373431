import { z } from "zod";
import { field } from "@/lib/schema-form/field";
import { noiseFields } from "../noise-fields";
import { messageFields } from "../message-fields";
import { discordLimits } from "./limits";

const webhookPattern = /^https?:\/\/[^\s/]+\/api(?:\/v\d{1,2})?\/webhooks\/\d{1,20}\/[\w-]{1,200}$/;

export const discordConnection = z
  .strictObject({
    webhookUrl: field
      .secret(
        { label: "Webhook URL", placeholder: "https://discord.com/api/webhooks/…", help: "For one channel: its settings, Integrations, Webhooks, Copy Webhook URL. Or leave it empty and give a bot's token." },
        z.string().max(400).regex(webhookPattern, "expected the address that Discord copies: https://discord.com/api/webhooks/<id>/<token>"),
      )
      .optional(),
    botToken: field
      .secret(
        { label: "Bot token", help: "For many channels: from your Discord application, page Bot. Invite it with the permissions View Channels, Send Messages, Embed Links and Read Message History." },
        z.string().min(20).max(200).regex(/^[\w.-]+$/, "expected a bot's token"),
      )
      .optional(),
    apiBaseUrl: field.url({ label: "API address", help: "Another address than discord.com's API.", isAdvanced: true }).optional(),
  })
  .superRefine(({ webhookUrl, botToken }, context) => {
    if ((webhookUrl === undefined) === (botToken === undefined)) context.addIssue({ code: "custom", path: ["webhookUrl"], message: "expected either a webhook's URL or a bot's token" });
  });

const snowflake = /^\d{1,20}$/;

export const discordTarget = z.strictObject({
  channel: field.text({ label: "Channel", help: "A channel's id. Nothing for a webhook, which belongs to its channel.", placeholder: "1122334455667788990" }, 20).regex(/^\d{0,20}$/, "expected a channel's id: digits").optional(),
  channelName: field.text({ label: "Channel name", isAdvanced: true }, 200).optional(),
  threadId: field.text({ label: "Thread", help: "The id of a thread in it.", isAdvanced: true }, 20).regex(snowflake, "expected a thread's id: digits").optional(),
});

const messageTemplate = z.strictObject(messageFields({ textHelp: "Discord's Markdown: **bold**, _italic_, `code`, [a link]($event.url).", fieldsMax: discordLimits.fields }));

const embedsTemplate = z.strictObject({
  mode: field.select({ label: "Message" }, ["json"], { json: "JSON" }),
  body: field.jsonTemplate({ label: "Message", help: "`{ content, embeds }` as Discord documents them. Mentions never ping, whatever it holds." }),
});

export const discordTemplate = z.discriminatedUnion("mode", [messageTemplate, embedsTemplate]);

export const discordConfig = z.strictObject({ ...noiseFields });

export type DiscordConnection = z.infer<typeof discordConnection>;
export type DiscordTarget = z.infer<typeof discordTarget>;
export type DiscordTemplate = z.infer<typeof discordTemplate>;
export type DiscordMessageTemplate = z.infer<typeof messageTemplate>;
export type DiscordConfig = z.infer<typeof discordConfig>;
