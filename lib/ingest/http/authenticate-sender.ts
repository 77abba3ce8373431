import type { VerifiedKey } from "@/lib/api-keys/verify-api-key";
import { assertScope, unauthenticated } from "@/lib/http/authenticate";
import type { Gate } from "../gate";
import type { Sender } from "../take-events";

/** The sender behind a key's text, from memory where that is current. Throws `unauthenticated`, and `forbidden` without the scope. */
export async function authenticateSender(token: string | undefined, gate: Gate): Promise<Sender> {
  const verified = token ? gate.keys.verify(token) : null;
  const key = verified instanceof Promise ? await verified : verified;
  if (!key) {
    gate.counts.unauthenticated++;
    throw unauthenticated();
  }
  assertScope(key, "ingest");
  return senderOf(key);
}

function senderOf({ id, organizationId, sourceId, limit }: VerifiedKey): Sender {
  return { organizationId, sourceId, limitedBy: limit && { id, limit } };
}
