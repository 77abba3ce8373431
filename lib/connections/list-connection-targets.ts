import type { Ports } from "@/lib/ports/ports";
import type { DeliveryPorts } from "@/lib/destinations/contract";
import { z } from "zod";
import { listTargets } from "@/lib/destinations/accounts";
import type { Database } from "@/lib/db";
import { UserError } from "@/lib/errors";
import { noConnection } from "./get-connection";
import { isModelKind } from "./model-kinds";
import { unsealConnection } from "./open-connection";
import { findSealedConnection } from "./store";
import { cachedTargets } from "./target-cache";

export const connectionTargetsSchema = z.object({
  data: z.array(z.object({ target: z.json(), label: z.string(), is_private: z.boolean(), is_member: z.boolean() })),
  /** False when the vendor has more than it gave in time. */
  is_complete: z.boolean(),
});
export type ConnectionTargets = z.infer<typeof connectionTargetsSchema>;

/** Where the connection can send to, for a picker; up to a minute old unless `isFresh`. */
export async function listConnectionTargets(
  db: Database,
  organizationId: string,
  idOrSlug: string,
  ports: DeliveryPorts & Pick<Ports, "clock">,
  { isFresh = false }: { isFresh?: boolean } = {},
): Promise<ConnectionTargets> {
  const sealed = await findSealedConnection(organizationId, db, idOrSlug);
  if (!sealed) throw noConnection();
  if (isModelKind(sealed.kind)) return { data: [], is_complete: true };
  const { config } = await unsealConnection(db, organizationId, sealed);
  // New credentials may see other channels.
  const key = `${organizationId} ${sealed.id} ${sealed.revision}`;
  const list = await cachedTargets(key, isFresh, ports.clock.now(), () => listTargets(sealed.kind, config, ports));
  if (!list.ok && list.retryAfterMs !== undefined) throw new UserError("rate_limited", `${sealed.slug}: ${list.detail}`, undefined, list.retryAfterMs);
  if (!list.ok) throw new UserError("connection_broken", `${sealed.slug}: ${list.detail} (${list.code})`);
  return {
    data: list.targets.map(({ target, label, isPrivate, isMember }) => ({ target, label, is_private: isPrivate, is_member: isMember })),
    is_complete: list.isComplete,
  };
}
