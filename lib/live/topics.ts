/** What a screen can follow: the first element of the browser's query keys, and as a rule a collection of `/v1`. */
export const liveTopics = ["events", "runs", "deliveries", "rejections", "pipelines", "connections", "sources", "schemas", "entities", "keys", "agents", "members", "organization", "slack-app"] as const;

export type LiveTopic = (typeof liveTopics)[number];

export function isLiveTopic(text: string): text is LiveTopic {
  return liveTopics.some((topic) => topic === text);
}
