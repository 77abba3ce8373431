import type { DiscordConnection } from "./schemas";

const discordApiUrl = "https://discord.com/api/v10";

/** Without a slash at its end. */
export function discordApi({ apiBaseUrl = discordApiUrl }: DiscordConnection): string {
  return apiBaseUrl.replace(/\/+$/, "");
}

export function botHeaders({ botToken = "" }: DiscordConnection): Record<string, string> {
  // Discord asks bots to call themselves so; others are turned away at its edge.
  return { authorization: `Bot ${botToken}`, "user-agent": "DiscordBot (https://ingestlayer.dev, 1)" };
}
