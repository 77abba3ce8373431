import { type JsonObject } from "@/lib/pipeline/context";

/** Where a destination sends to, as its own world writes it: `#alerts`. Empty while nothing is chosen or there is nothing to choose. */
export function describeTarget(kind: string, target: JsonObject): string {
  const text = (name: string) => (typeof target[name] === "string" ? target[name] : "");
  if (kind !== "slack") return Object.values(target).filter((value) => typeof value === "string").join(" ");
  // A name that was typed begins with #; of one that was picked, the id is stored and the name beside it.
  return text("channelName") ? `#${text("channelName").replace(/^#/, "")}` : text("channel");
}
