import type { VerifiedKey } from "@/lib/api-keys/verify-api-key";
import { assertScope, unauthenticated } from "@/lib/http/authenticate";
import type { Gate } from "../gate";
import type { Sender } from "../take-events";

/** The sender behind a key's text, at once where memory is current. Throws `unauthenticated`, and `forbidden` without the scope. */
export function authenticateSender(token: string | undefined, gate: Gate): Sender | Promise<Sender> {
  const key = token ? gate.keys.verify(token) : null;
  return key instanceof Promise ? key.then((found) => senderWith(found, gate)) : senderWith(key, gate);
}

function senderWith(key: VerifiedKey | null, gate: Gate): Sender {
  if (!key) {
    gate.counts.unauthenticated++;
    throw unauthenticated();
  }
  assertScope(key, "ingest");
  const { id, organizationId, sourceId, limit } = key;
  return { organizationId, sourceId, limitedBy: limit && { id, limit } };
}
