import { isLiveTopic, type LiveTopic } from "./topics";

/** The collection a request to `/v1` changes; null for one that only reads, and for what no screen follows. */
export function changedTopic(method: string, pathname: string): LiveTopic | null {
  if (method === "GET" || method === "HEAD") return null;
  const [, version, collection = ""] = pathname.split("/");
  return version === "v1" && isLiveTopic(collection) ? collection : null;
}
