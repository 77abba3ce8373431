import type { Database } from "@/lib/db";
import { pageOf, type Page } from "@/lib/http/paging";
import { listKeys, type ApiKeyRow } from "./store";

/** Newest first, revoked ones included. */
export async function listApiKeys(
  organizationId: string,
  page: { limit: number; cursor?: string },
  db: Database,
): Promise<Page<ApiKeyRow>> {
  return pageOf(await listKeys(organizationId, page, db), page.limit);
}
