import type { ConnectionResource } from "@/lib/connections/connection-resource";
import { getConnection } from "@/lib/connections/get-connection";
import type { Database } from "@/lib/db";
import { UserError } from "@/lib/errors";

/** The connection to mend; null when the organization has none of this kind. */
export async function findMended(db: Database, organizationId: string, kind: string, idOrSlug: string): Promise<ConnectionResource | null> {
  const connection = await getConnection(db, organizationId, idOrSlug).catch((error: unknown) => {
    if (error instanceof UserError && error.code === "not_found") return null;
    throw error;
  });
  return connection?.kind === kind ? connection : null;
}
