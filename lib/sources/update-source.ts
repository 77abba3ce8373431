import type { Database } from "@/lib/db";
import { UserError } from "@/lib/errors";
import { invalidRequest, problemsOf } from "@/lib/http/invalid-request";
import { announceChange } from "@/lib/live/announce-change";
import { sourceChangeSchema } from "./source-input";
import { changeSource, type SourceChange, type SourceRow } from "./store";

/** Changes what is given; `status: "paused"` refuses every later event of the source, on all processes. Throws UserError. */
export async function updateSource(
  organizationId: string,
  id: string,
  change: SourceChange,
  db: Database,
): Promise<SourceRow> {
  const parsed = sourceChangeSchema.safeParse(change);
  if (!parsed.success) throw invalidRequest(problemsOf(parsed.error));
  const source = await changeSource(organizationId, id, parsed.data, db);
  if (!source) throw new UserError("not_found", "There is no such source");
  announceChange(organizationId, "sources");
  return source;
}
