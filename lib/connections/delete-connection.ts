import { writeAuditEntry, type Caller } from "@/lib/audit/store";
import type { Database } from "@/lib/db";
import { UserError } from "@/lib/errors";
import { getConnectionRow, noConnection } from "./get-connection";
import { lockConnection, pipelinesUsing, removeConnection } from "./store";

/** Refused while a deployed pipeline uses it: throws `invalid_request` naming those. */
export async function deleteConnection(db: Database, caller: Caller, idOrSlug: string): Promise<void> {
  const { organizationId } = caller;
  const { id, slug, kind } = await getConnectionRow(db, organizationId, idOrSlug);
  await db.prisma.$transaction(async (tx) => {
    if (!(await lockConnection(organizationId, tx, id))) throw noConnection();
    const users = await pipelinesUsing(organizationId, tx, id);
    if (users.length > 0) {
      throw new UserError("invalid_request", `${slug} is used by the deployed ${users.length === 1 ? "pipeline" : "pipelines"} ${users.join(", ")}: deploy without it or archive first`);
    }
    await removeConnection(organizationId, tx, id);
    await writeAuditEntry(tx, caller, { action: "connection.deleted", subject: id, detail: { kind, slug } });
  });
}
