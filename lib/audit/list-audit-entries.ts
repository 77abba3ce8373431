import type { Database } from "@/lib/db";
import { pageOf, type Page } from "@/lib/http/paging";
import type { AuditEntryResource } from "./audit-resource";
import { auditRows } from "./list-store";

/** Newest first: who changed what. */
export async function listAuditEntries(db: Database, organizationId: string, page: { cursor?: string | undefined; limit: number }): Promise<Page<AuditEntryResource>> {
  const { data, next } = pageOf(await auditRows(organizationId, db, page), page.limit);
  return { data: data.map((row) => ({ ...row, created_at: row.created_at.toISOString() })), next };
}
