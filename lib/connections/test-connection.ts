import type { DeliveryPorts } from "@/lib/destinations/contract";
import { z } from "zod";
import type { Database } from "@/lib/db";
import { clearAttention } from "@/lib/deliveries/clear-attention";
import { wakeEngine } from "@/lib/engine";
import { announceChange } from "@/lib/live/announce-change";
import { checkAccount } from "./check-account";
import { getConnectionRow, noConnection } from "./get-connection";
import { unsealConnection } from "./open-connection";
import { findSealedConnection } from "./store";

export const connectionTestSchema = z.discriminatedUnion("ok", [
  z.object({ ok: z.literal(true), summary: z.string(), missing_scopes: z.array(z.string()) }),
  z.object({ ok: z.literal(false), code: z.string(), detail: z.string() }),
]);
export type ConnectionTest = z.infer<typeof connectionTestSchema>;

/** Asks the vendor whether the credentials work. A connection that needed attention and works again sends what it held. */
export async function testConnection(db: Database, organizationId: string, idOrSlug: string, ports: DeliveryPorts): Promise<ConnectionTest> {
  const row = await getConnectionRow(db, organizationId, idOrSlug);
  const sealed = await findSealedConnection(organizationId, db, row.id);
  if (!sealed) throw noConnection();
  const { kind, config } = await unsealConnection(db, organizationId, sealed);
  const state = await checkAccount(kind, config, ports);
  if (!state.ok) return { ok: false, code: state.code, detail: state.detail };
  if (row.status === "attention" && state.missingScopes.length === 0) {
    await clearAttention(db, organizationId, { connectionId: row.id }, wakeEngine);
    announceChange(organizationId, "connections");
  }
  return { ok: true, summary: state.summary, missing_scopes: state.missingScopes };
}
