import type { Database } from "@/lib/db";
import { pageOf, type Page } from "@/lib/http/paging";
import { toMemberResource, type MemberResource } from "./member-resource";
import { listMemberRows } from "./store";

export async function listMembers(db: Database, organizationId: string, page: { limit: number; cursor?: string | undefined }): Promise<Page<MemberResource>> {
  const rows = await listMemberRows(organizationId, page, db);
  return pageOf(rows.map(toMemberResource), page.limit);
}
