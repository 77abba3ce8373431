import type { Database } from "@/lib/db";
import { UserError } from "@/lib/errors";
import { findSource, type SourceRow } from "./store";

/** By id or slug. Throws `not_found`. */
export async function getSource(organizationId: string, idOrSlug: string, db: Database): Promise<SourceRow> {
  const source = await findSource(organizationId, idOrSlug, db);
  if (!source) throw new UserError("not_found", "There is no such source");
  return source;
}
