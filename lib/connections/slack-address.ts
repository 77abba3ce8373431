import { env } from "@/lib/env";
import type { JsonObject } from "@/lib/pipeline/context";

const slackApiUrl = "https://slack.com/api/";

/** A Slack connection that names no API is the install's own: kept with it, so that changing SLACK_API_URL moves none. */
export function withSlackAddress(kind: string, config: JsonObject): JsonObject {
  const { SLACK_API_URL } = env();
  if (kind !== "slack" || config.apiBaseUrl !== undefined || SLACK_API_URL === slackApiUrl) return config;
  return { ...config, apiBaseUrl: SLACK_API_URL };
}
