import type { DeliveryPorts } from "@/lib/destinations/contract";
import { z } from "zod";
import { liveSecrets } from "@/lib/adapters/secrets/live-secrets";
import { writeAuditEntry, type Caller } from "@/lib/audit/store";
import type { Database } from "@/lib/db";
import { clearAttention } from "@/lib/deliveries/clear-attention";
import { wakeEngine } from "@/lib/engine";
import { UserError } from "@/lib/errors";
import { announceChange } from "@/lib/live/announce-change";
import type { JsonObject } from "@/lib/pipeline/context";
import { slugSchema } from "@/lib/pipeline/definition";
import { checkAccount } from "./check-account";
import { mergeConfig, parseConfig } from "./connection-kind";
import { storedSummary, type ConnectionResource } from "./connection-resource";
import { slugTaken, workingAccount } from "./create-connection";
import { getConnection, getConnectionRow } from "./get-connection";
import { sealedAs, unsealConnection } from "./open-connection";
import { changeConnection, findSealedConnection, isSlugTaken, type ConnectionRow } from "./store";

export const updateConnectionSchema = z.strictObject({
  slug: slugSchema.optional(),
  name: z.string().min(1).max(120).optional(),
  /** Laid over what is stored: null removes a field, one left out stays as it is. */
  config: z.record(z.string(), z.json()).optional(),
  verify: z.boolean().default(true),
});
export type UpdateConnection = z.infer<typeof updateConnectionSchema>;

/** New credentials that work mend a connection that needed attention: what it held is sent. */
export async function updateConnection(
  db: Database,
  caller: Caller,
  idOrSlug: string,
  input: UpdateConnection,
  ports: DeliveryPorts,
): Promise<ConnectionResource> {
  const before = await getConnectionRow(db, caller.organizationId, idOrSlug);
  const sealed = input.config && (await sealChanges(db, caller.organizationId, before, input.config, input.verify, ports));
  const slug = input.slug ?? before.slug;
  await db.prisma
    .$transaction(async (tx) => {
      const isChanged = await changeConnection(caller.organizationId, tx, before.id, before.revision, { slug, name: input.name ?? before.name, ...(sealed ? { sealed } : {}) });
      if (!isChanged) throw new UserError("draft_conflict", "The connection was changed by somebody else meanwhile: try again");
      await writeAuditEntry(tx, caller, { action: "connection.updated", subject: before.id, detail: { slug, fields: Object.keys(input.config ?? {}) } });
    })
    .catch((error: unknown) => {
      throw isSlugTaken(error) ? slugTaken(slug) : error;
    });
  if (sealed && before.status === "attention") await clearAttention(db, caller.organizationId, { connectionId: before.id }, wakeEngine);
  announceChange(caller.organizationId, "connections");
  return getConnection(db, caller.organizationId, before.id);
}

async function sealChanges(
  db: Database,
  organizationId: string,
  before: ConnectionRow,
  changes: JsonObject,
  isVerified: boolean,
  ports: DeliveryPorts,
) {
  const sealed = await findSealedConnection(organizationId, db, before.id);
  const stored = sealed ? (await unsealConnection(db, organizationId, sealed)).config : {};
  const given = parseConfig(before.kind, mergeConfig(stored, changes));
  const account = isVerified ? workingAccount(before.kind, given, await checkAccount(before.kind, given, ports)) : undefined;
  const config = { ...given, ...account?.facts };
  return {
    summary: storedSummary(before.kind, config, account?.summary),
    secretsEncrypted: await liveSecrets(db).encrypt(organizationId, config, sealedAs(before.id)),
  };
}
