import type { Json } from "@/lib/durable/contract";

/** Where a message goes, in as few words as there are: `#alerts`, the connection's name. */
export function targetText({ target, connection, destination_id }: { target: Json; connection: string | null; destination_id: string }): string {
  if (typeof target === "object" && target !== null && !Array.isArray(target)) {
    const { channelName, channel } = target;
    if (typeof channelName === "string" && channelName !== "") return channelName.startsWith("#") ? channelName : `#${channelName}`;
    if (typeof channel === "string") return channel;
  }
  return connection ?? destination_id;
}

/** The page of the message that arrived, where its receiver has one. Only web addresses: a receipt is not ours. */
export function permalinkOf(receipt: Json): string | null {
  if (typeof receipt !== "object" || receipt === null || Array.isArray(receipt)) return null;
  const { permalink } = receipt;
  return typeof permalink === "string" && /^https?:\/\//.test(permalink) ? permalink : null;
}
