import { connectionFailure, explainVendor, payloadFailure, targetFailure } from "../explain-vendor";
import type { FailureEntry } from "../failure-entry";

/** Of the codes a delivery to Telegram ends with. */
export function explainTelegramFailure(code: string): FailureEntry | undefined {
  return Object.hasOwn(named, code) ? named[code] : explainVendor("Telegram", code);
}

const named: Record<string, FailureEntry> = {
  chat_not_found: targetFailure("Telegram has no such chat, or the bot was never in it.", "Add the bot to the chat, or write to it, then resume: what was held is sent, in order."),
  bot_blocked: targetFailure("The person blocked the bot.", "They have to start it again; then resume."),
  bot_kicked: targetFailure("The bot is not in the chat any more.", "Add it again, then resume: what was held is sent, in order."),
  no_rights: targetFailure("The bot may not write in this chat.", "Allow it to post there, as an admin in a channel; then resume."),
  no_topic: targetFailure("The topic does not exist, or is closed.", "Open it, or choose another one and deploy."),
  invalid_token: connectionFailure("Telegram does not know the bot's token.", "Give the connection the token that @BotFather shows; what is held is then sent, in order."),
  invalid_html: payloadFailure("Telegram can't read the message's markup."),
  empty_message: payloadFailure("The message came out empty for this event.", "Give the template a text that every event has, deploy, and send it anew."),
  message_gone: payloadFailure("The message that was to be changed is gone."),
  message_too_long: payloadFailure("The message is too long for Telegram."),
};
