import { announceChange } from "./announce-change";
import { changedTopic } from "./changed-topic";

/** What a request to `/v1` changed, once it was answered well. */
export function announceRequest({ method, url }: Pick<Request, "method" | "url">, organizationId: string): void {
  const topic = changedTopic(method, new URL(url).pathname);
  if (topic) announceChange(organizationId, topic);
}
