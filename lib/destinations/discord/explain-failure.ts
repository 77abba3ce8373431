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
  discord_40058: targetFailure("The channel is a forum, which takes messages in its posts alone.", "Give the destination the id of a post as its thread, or choose a text channel, and deploy."),
  discord_50083: targetFailure("The thread is archived.", "Open it again in Discord, then resume: what was held is sent, in order."),
  discord_160002: targetFailure("The bot may not answer in this channel, as it can't read what was said there.", "Allow it Read Message History there, then resume: what was held is sent, in order."),
  discord_160005: targetFailure("The thread is locked.", "Unlock it in Discord, then resume: what was held is sent, in order."),
  discord_220001: targetFailure("The webhook belongs to a forum, which takes messages in its posts alone.", "Give the destination the id of a post as its thread, or use a text channel's webhook, and deploy."),
  discord_50027: connectionFailure("The webhook's address is not the one Discord knows any more.", "Copy its URL anew; what is held is then sent, in order."),
  discord_50035: payloadFailure("Discord refused a part of the message; the answer below names it."),
  discord_50006: payloadFailure("The message is empty."),
  discord_40005: payloadFailure("The message is too large for Discord."),
  discord_200000: payloadFailure("The server's AutoMod blocked the message.", "Change the template, or let AutoMod's rule except the channel, and send it anew."),
  discord_240000: payloadFailure("Discord takes a link in the message for a harmful one.", "Take the link out of the template, deploy, and send it anew."),
  empty_message: payloadFailure("The message came out empty for this event.", "Give the template a text that every event has, deploy, and send it anew."),
  invalid_message: payloadFailure("The template does not make a message of Discord's."),
};
