import { insertAuditEntry, type Caller } from "@/lib/audit/store";
import type { Database } from "@/lib/db";
import { announceChange } from "@/lib/live/announce-change";
import { noSuchEntity } from "./get-entity";
import { deleteEntityRow } from "./store";

/** With its history. Throws `not_found`. */
export async function deleteEntity(db: Database, caller: Caller, id: string): Promise<void> {
  const row = await deleteEntityRow(caller.organizationId, db.pool, id);
  if (!row) throw noSuchEntity();
  await insertAuditEntry(db.pool, caller, { action: "entity.deleted", subject: id, detail: { kind: row.kind, external_id: row.external_id } });
  announceChange(caller.organizationId, "entities");
}
