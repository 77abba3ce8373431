import type { Database } from "@/lib/db";
import { pageOf, type Page } from "@/lib/http/paging";
import type { ConnectionResource } from "./connection-resource";
import { describeConnections } from "./describe-connections";
import { listConnectionRows } from "./store";

export async function listConnections(
  db: Database,
  organizationId: string,
  page: { kind?: string | undefined; cursor?: string | undefined; limit: number },
): Promise<Page<ConnectionResource>> {
  const { data, next } = pageOf(await listConnectionRows(organizationId, db, page), page.limit);
  return { data: await describeConnections(db, organizationId, data), next };
}
