import type { Database } from "@/lib/db";
import { invalidRequest, problemsOf } from "@/lib/http/invalid-request";
import { newId } from "@/lib/ids";
import { announceChange } from "@/lib/live/announce-change";
import { newSourceSchema, type NewSource } from "./source-input";
import { insertSource, type SourceRow } from "./store";

/** Throws UserError, also for a slug that is taken. */
export async function createSource(organizationId: string, input: NewSource, db: Database): Promise<SourceRow> {
  const parsed = newSourceSchema.safeParse(input);
  if (!parsed.success) throw invalidRequest(problemsOf(parsed.error));
  const { slug, kind, name = slug } = parsed.data;
  const source = await insertSource(organizationId, { id: newId("source"), slug, name, kind }, db);
  announceChange(organizationId, "sources");
  return source;
}
