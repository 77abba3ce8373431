import { env } from "@/lib/env";
import type { JsonObject } from "@/lib/pipeline/context";

const vendorUrls: Record<string, string> = { slack: "https://slack.com/api/", discord: "https://discord.com/api/v10", telegram: "https://api.telegram.org", notion: "https://api.notion.com" };

/** A connection that names no API is the install's own: kept with it, so that changing the environment moves none. */
export function withApiAddress(kind: string, config: JsonObject): JsonObject {
  const { SLACK_API_URL, DISCORD_API_URL, TELEGRAM_API_URL, NOTION_API_URL } = env();
  const installed: Record<string, string> = { slack: SLACK_API_URL, discord: DISCORD_API_URL, telegram: TELEGRAM_API_URL, notion: NOTION_API_URL };
  const url = installed[kind];
  if (url === undefined || config.apiBaseUrl !== undefined || url === vendorUrls[kind]) return config;
  return { ...config, apiBaseUrl: url };
}
