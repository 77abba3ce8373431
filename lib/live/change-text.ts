import { isLiveTopic, type LiveTopic } from "./topics";

export const changeChannel = "ingestlayer_change";

/** What changed in one organization. */
export type Change = { organizationId: string; topics: LiveTopic[] };

/** `org_… events,runs`: at most some hundred bytes of NOTIFY's 8,000. */
export function changeText({ organizationId, topics }: Change): string {
  return `${organizationId} ${topics.join(",")}`;
}

/** Leaves out the topics that only a newer release knows. */
export function parseChange(text: string): Change {
  const [organizationId = "", topics = ""] = text.split(" ");
  return { organizationId, topics: topics.split(",").filter(isLiveTopic) };
}
