import { escapeDiscord } from "@/lib/pipeline/escape";
import { checkNoise } from "../check-noise";
import { checkMessage } from "../check-message";
import { defineDestination } from "../contract";
import { starterMessage } from "../starter-message";
import { discordDigest } from "./digest";
import { explainDiscordFailure } from "./explain-failure";
import { discordLimits } from "./limits";
import { measureDiscord } from "./measure";
import { renderDiscord } from "./render";
import { discordConfig, discordConnection, discordTarget, discordTemplate } from "./schemas";

export const discordDestination = defineDestination({
  id: "discord",
  version: 1,
  title: "Discord",
  summary: "Post to the channels of a server.",
  connection: discordConnection,
  target: discordTarget,
  template: discordTemplate,
  config: discordConfig,
  limits: discordLimits,
  targetNoun: { one: "channel", many: "channels" },
  anyTarget: {},
  describeTarget: ({ channel, channelName }) => (typeof channelName === "string" && channelName !== "" ? channelName : typeof channel === "string" ? channel : ""),
  render: renderDiscord,
  renderDigest: discordDigest,
  measure: measureDiscord,
  starterTemplate: (context) => starterMessage(context, escapeDiscord),
  explainFailure: explainDiscordFailure,
  throttle: { limit: 2, periodMs: 1000 },
  pace: (connectionId, { channel = "", threadId = "" }) => ({
    // A route of Discord's takes about five messages in two seconds; the numbers are its own to change, and its 429 decides.
    lane: { key: `discord:${connectionId}:${channel}:${threadId}`, periodMs: 420 },
    budgets: [{ key: `discord:${connectionId}`, limit: 45, periodMs: 1000 }],
  }),
  check: ({ template, config }) => [...(template?.mode === "message" ? checkMessage(template) : []), ...checkNoise(config)],
});
