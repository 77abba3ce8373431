import { writeAuditEntry, type Caller } from "@/lib/audit/store";
import type { Database } from "@/lib/db";
import { announceChange } from "@/lib/live/announce-change";
import { deleteSlackAppRow } from "./store";

/** Connections made with it keep working: they hold tokens of their own. */
export async function removeSlackApp(db: Database, caller: Caller): Promise<void> {
  await db.prisma.$transaction(async (tx) => {
    await deleteSlackAppRow(caller.organizationId, tx);
    await writeAuditEntry(tx, caller, { action: "slack_app.removed", subject: caller.organizationId });
  });
  announceChange(caller.organizationId, "slack-app");
}
