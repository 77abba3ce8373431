import { z } from "zod";
import { field } from "@/lib/schema-form/field";
import { noiseFields } from "../noise-fields";
import { slackLimits } from "./limits";

const label = (help?: string) => field.template({ label: "Label", help }, 500);

const messageTemplate = z.strictObject({
  mode: field.select({ label: "Message" }, ["message"], { message: "Title, text and fields" }),
  title: field.template({ label: "Title", placeholder: "New ticket $event.ticket_id", help: "Plain text, 150 characters at most." }, 1000).optional(),
  text: field.template({ label: "Text", help: "Slack's mrkdwn: *bold*, _italic_, <$event.url|a link>." }).optional(),
  fields: field
    .list({ label: "Fields", help: "Shown in two columns; 10 at most." }, field.object({ label: "Field" }, { label: label(), value: field.template({ label: "Value" }, 10_000) }), slackLimits.sectionFields)
    .optional(),
  buttons: field
    .list(
      { label: "Buttons", help: "Each opens a link; 5 at most." },
      field.object({ label: "Button" }, {
        label: label("75 characters at most."),
        url: field.template({ label: "Link", placeholder: "$event.meta.url", help: "http or https." }, 3000),
        style: field.select({ label: "Style" }, ["default", "primary", "danger"]).optional(),
      }),
      5,
    )
    .optional(),
  context: field.template({ label: "Small print" }, 5000).optional(),
  fallback: field.template({ label: "Notification text", help: "What notifications and screen readers show; the title and text by default." }, 5000).optional(),
});

const blocksTemplate = z.strictObject({
  mode: field.select({ label: "Message" }, ["blocks"], { blocks: "Block Kit JSON" }),
  blocks: field.jsonTemplate({ label: "Blocks", help: "A list of Block Kit blocks, or an object with `blocks`. Values from the event can fill texts and links, not whole blocks." }),
  fallback: field.template({ label: "Notification text", help: "What notifications and screen readers show." }, 5000),
});

/** A token of a bot, plain or rotating; user tokens (`xoxp-`) would post as a person. */
const botTokenPattern = /^xox(b|e\.xoxb)-[\w-]+$/;

export const slackConnection = z.strictObject({
  botToken: field.secret(
    { label: "Bot token", placeholder: "xoxb-…", help: "From your Slack app, page OAuth & Permissions." },
    z.string().max(4000).regex(botTokenPattern, "expected a bot token, which starts with xoxb-"),
  ),
  apiBaseUrl: field.url({ label: "API address", help: "Another address than slack.com, such as the sandbox's.", isAdvanced: true }).optional(),
  teamId: field.text({ label: "Workspace id", isAdvanced: true }, 64).optional(),
  teamName: field.text({ label: "Workspace", isAdvanced: true }, 255).optional(),
  botUserId: field.text({ label: "Bot user id", isAdvanced: true }, 64).optional(),
  scopes: field.list({ label: "Scopes", isAdvanced: true }, field.text({ label: "Scope" }, 100)).optional(),
});

const channelPattern = /^(#[^\s#]{1,80}|[CGD][A-Z0-9]{2,})$/;

export const slackTarget = z.strictObject({
  channel: field.text({ label: "Channel", placeholder: "#alerts", help: "A channel's id, or its name with #." }, 255),
  channelName: field.text({ label: "Channel name", isAdvanced: true }, 255).optional(),
}).refine(({ channel }) => channelPattern.test(channel), { path: ["channel"], message: "expected a channel's id (C…) or #name" });

export const slackTemplate = z.discriminatedUnion("mode", [messageTemplate, blocksTemplate]);

export const slackConfig = z.strictObject({
  ...noiseFields,
  unfurl: field.boolean({ label: "Show previews of links", help: "Slack then fetches the links of a message, also those an event brought." }).optional(),
});

export type SlackConnection = z.infer<typeof slackConnection>;
export type SlackTarget = z.infer<typeof slackTarget>;
export type SlackTemplate = z.infer<typeof slackTemplate>;
export type SlackMessageTemplate = z.infer<typeof messageTemplate>;
export type SlackBlocksTemplate = z.infer<typeof blocksTemplate>;
export type SlackConfig = z.infer<typeof slackConfig>;
