import { writeAuditEntry, type Caller } from "@/lib/audit/store";
import type { Database } from "@/lib/db";
import { UserError } from "@/lib/errors";
import { announceChange } from "@/lib/live/announce-change";
import { removeSchemas } from "./store";

/** From now on the type's events pass as undeclared ones. All its versions go. */
export async function deleteSchema(caller: Caller, type: string, db: Database): Promise<void> {
  const { organizationId } = caller;
  await db.prisma.$transaction(async (tx) => {
    const versions = await removeSchemas(organizationId, type, tx);
    if (versions === 0) throw new UserError("not_found", "This event type is not declared");
    await writeAuditEntry(tx, caller, { action: "schema.deleted", subject: type, detail: { type, versions } });
  });
  announceChange(organizationId, "schemas");
}
