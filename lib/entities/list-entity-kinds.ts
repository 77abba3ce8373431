import type { Database } from "@/lib/db";
import { listKinds } from "./store";

/** By name, the first 200. */
export function listEntityKinds(db: Database, organizationId: string): Promise<string[]> {
  return listKinds(organizationId, db.pool);
}
