import type { DeliveryPorts } from "@/lib/destinations/contract";
import { z } from "zod";
import { writeAuditEntry, type Caller } from "@/lib/audit/store";
import type { Database } from "@/lib/db";
import { revoke } from "@/lib/destinations/accounts";
import { UserError } from "@/lib/errors";
import { announceChange } from "@/lib/live/announce-change";
import type { JsonObject } from "@/lib/pipeline/context";
import { noConnection } from "./get-connection";
import { isModelKind } from "./model-kinds";
import { unsealConnection } from "./open-connection";
import { findSealedConnection, lockConnection, pipelinesUsing, removeConnection } from "./store";

/** What became of the credential at the vendor; `detail` says why it may still work there. */
export const revocationSchema = z.object({ is_revoked: z.boolean(), detail: z.string().nullable() });
export type Revocation = z.infer<typeof revocationSchema>;

/** Refused while a deployed pipeline uses it: throws `invalid_request` naming those. */
export async function deleteConnection(db: Database, caller: Caller, idOrSlug: string): Promise<void> {
  await forget(db, caller, await sealedConnection(db, caller, idOrSlug));
}

/** Forgets it, then makes the credential useless at the vendor. What the vendor refuses keeps nobody from forgetting. */
export async function disconnect(db: Database, caller: Caller, idOrSlug: string, ports: DeliveryPorts): Promise<Revocation> {
  const sealed = await sealedConnection(db, caller, idOrSlug);
  // One that can't be decrypted can still be forgotten.
  const config = await unsealConnection(db, caller.organizationId, sealed).then((opened): JsonObject | null => opened.config, () => null);
  await forget(db, caller, sealed);
  if (isModelKind(sealed.kind)) return { is_revoked: false, detail: "delete the API key at the vendor: it can't be revoked from here" };
  if (!config) return { is_revoked: false, detail: "its credentials could not be read" };
  const answer = await revoke(sealed.kind, config, ports);
  return answer.ok ? { is_revoked: true, detail: null } : { is_revoked: false, detail: `${answer.detail} (${answer.code})` };
}

async function sealedConnection(db: Database, { organizationId }: Caller, idOrSlug: string) {
  const sealed = await findSealedConnection(organizationId, db, idOrSlug);
  if (!sealed) throw noConnection();
  return sealed;
}

async function forget(db: Database, caller: Caller, { id, slug, kind }: { id: string; slug: string; kind: string }): Promise<void> {
  const { organizationId } = caller;
  await db.prisma.$transaction(async (tx) => {
    if (!(await lockConnection(organizationId, tx, id))) throw noConnection();
    const users = await pipelinesUsing(organizationId, tx, id);
    if (users.length > 0) {
      throw new UserError("invalid_request", `${slug} is used by the deployed ${users.length === 1 ? "pipeline" : "pipelines"} ${users.join(", ")}: deploy without it or archive first`);
    }
    await removeConnection(organizationId, tx, id);
    await writeAuditEntry(tx, caller, { action: "connection.deleted", subject: id, detail: { kind, slug } });
  });
  announceChange(organizationId, "connections");
}
