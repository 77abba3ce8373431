import type { Database } from "@/lib/db";
import { pageOf, type Page } from "@/lib/http/paging";
import { listSourceRows, type SourceRow } from "./store";

export async function listSources(
  organizationId: string,
  page: { limit: number; cursor?: string },
  db: Database,
): Promise<Page<SourceRow>> {
  return pageOf(await listSourceRows(organizationId, page, db), page.limit);
}
