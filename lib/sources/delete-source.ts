import { writeAuditEntry, type Caller } from "@/lib/audit/store";
import type { Database } from "@/lib/db";
import { UserError } from "@/lib/errors";
import { announceChange } from "@/lib/live/announce-change";
import { getSource } from "./get-source";
import { lockSource, removeSource, usersOfSource } from "./removal-store";

/** Its events stay. Refused while a deployed pipeline names it or a living key sends as it: throws `invalid_request`. */
export async function deleteSource(caller: Caller, idOrSlug: string, db: Database): Promise<void> {
  const { organizationId } = caller;
  const { id, slug } = await getSource(organizationId, idOrSlug, db);
  await db.prisma.$transaction(async (tx) => {
    if (!(await lockSource(organizationId, id, tx))) throw new UserError("not_found", "There is no such source");
    const users = await usersOfSource(organizationId, id, tx);
    if (users.length > 0) throw new UserError("invalid_request", `${slug} is used by ${users.join(", ")}: change or revoke those first`);
    await removeSource(organizationId, id, tx);
    await writeAuditEntry(tx, caller, { action: "source.deleted", subject: id, detail: { slug } });
  });
  announceChange(organizationId, "sources");
}
