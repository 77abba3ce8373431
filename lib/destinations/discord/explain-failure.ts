import { connectionFailure, explainVendor, payloadFailure, targetFailure } from "../explain-vendor";
import type { FailureEntry } from "../failure-entry";

/** Of the codes a delivery to Discord ends with. */
export function explainDiscordFailure(code: string): FailureEntry | undefined {
  return Object.hasOwn(named, code) ? named[code] : explainVendor("Discord", code);
}

const named: Record<string, FailureEntry> = {
  discord_10003: targetFailure("Discord has no such channel, or it was deleted.", "Choose another channel and deploy: what is held goes there."),
  discord_10008: payloadFailure("The message that was to be changed is gone."),
  discord_10015: connectionFailure("The webhook was deleted in Discord.", "Make a new one there and give the connection its URL; what is held is then sent, in order."),
  discord_40001: connectionFailure("Discord does not accept the bot's token."),
  discord_50001: targetFailure("The bot can't see this channel.", "Allow it View Channel there, then resume: what was held is sent, in order."),
  discord_50013: targetFailure("The bot may not write in this channel.", "Allow it Send Messages and Embed Links there, then resume: what was held is sent, in order."),
  discord_50008: targetFailure("This is no channel that takes messages.", "Choose a text channel."),
  discord_160002: targetFailure("The thread is archived or closed.", "Open it in Discord, then resume."),
  discord_50027: connectionFailure("The webhook's address is not the one Discord knows any more.", "Copy its URL anew; what is held is then sent, in order."),
  discord_50035: payloadFailure("Discord refused a part of the message; the answer below names it."),
  discord_50006: payloadFailure("The message is empty."),
  discord_40005: payloadFailure("The message is too large for Discord."),
  empty_message: payloadFailure("The message came out empty for this event.", "Give the template a text that every event has, deploy, and run the event again."),
  invalid_message: payloadFailure("The template does not make a message of Discord's."),
};
