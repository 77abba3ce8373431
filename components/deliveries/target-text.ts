import { describeTarget } from "@/lib/destinations/describe-target";
import type { Json } from "@/lib/durable/contract";

type Addressed = { kind: string; target: Json; connection: string | null; destination_id: string };

/** Where a message goes, in as few words as there are: `#alerts`, the connection's name. */
export function targetText({ kind, target, connection, destination_id }: Addressed): string {
  const where = typeof target === "object" && target !== null && !Array.isArray(target) ? describeTarget(kind, target) : "";
  return where || (connection ?? destination_id);
}

/** The page of the message that arrived, where its receiver has one. Only web addresses: a receipt is not ours. */
export function permalinkOf(receipt: Json): string | null {
  if (typeof receipt !== "object" || receipt === null || Array.isArray(receipt)) return null;
  const { permalink } = receipt;
  return typeof permalink === "string" && /^https?:\/\//.test(permalink) ? permalink : null;
}
