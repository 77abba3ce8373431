import { escapeTelegramHtml } from "@/lib/pipeline/escape";
import { checkNoise } from "../check-noise";
import { defineDestination } from "../contract";
import { starterMessage } from "../starter-message";
import { checkTelegramTemplate } from "./check-template";
import { telegramDigest } from "./digest";
import { explainTelegramFailure } from "./explain-failure";
import { shownLength } from "./html";
import { telegramLimits } from "./limits";
import { telegramMessage } from "./message";
import { renderTelegram } from "./render";
import { telegramConfig, telegramConnection, telegramTarget, telegramTemplate } from "./schemas";

export const telegramDestination = defineDestination({
  id: "telegram",
  version: 1,
  title: "Telegram",
  summary: "Post to chats, groups and channels by a bot.",
  connection: telegramConnection,
  target: telegramTarget,
  template: telegramTemplate,
  config: telegramConfig,
  limits: telegramLimits,
  targetNoun: { one: "chat", many: "chats" },
  anyTarget: { chat: "@chat" },
  describeTarget: ({ chat, chatName }) => (typeof chatName === "string" && chatName !== "" ? chatName : typeof chat === "string" ? chat : ""),
  render: renderTelegram,
  renderDigest: telegramDigest,
  measure: (message) => [{ label: "text", used: shownLength(telegramMessage.safeParse(message).data?.text ?? ""), max: telegramLimits.text }],
  starterTemplate: (context) => starterMessage(context, escapeTelegramHtml),
  explainFailure: explainTelegramFailure,
  throttle: { limit: 1, periodMs: 1000 },
  pace: (connectionId, { chat }) => ({
    // One a second and chat, 20 a minute and group, 30 a second and bot (core.telegram.org/bots/faq); ids of groups are
    // negative, and a channel's or group's @name can't be told apart, so it is taken for a group.
    lane: { key: `telegram:${connectionId}:${chat}`, periodMs: /^\d/.test(chat) ? 1050 : 3050 },
    budgets: [{ key: `telegram:${connectionId}`, limit: 28, periodMs: 1000 }],
  }),
  check: ({ template, config }) => [...checkTelegramTemplate(template), ...checkNoise(config)],
});
