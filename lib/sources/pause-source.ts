import type { Database } from "@/lib/db";
import type { SourceRow } from "./store";
import { updateSource } from "./update-source";

/** Once this resolves, every process refuses the source's events with `source_paused`. */
export function pauseSource(organizationId: string, id: string, db: Database): Promise<SourceRow> {
  return updateSource(organizationId, id, { status: "paused" }, db);
}

export function resumeSource(organizationId: string, id: string, db: Database): Promise<SourceRow> {
  return updateSource(organizationId, id, { status: "active" }, db);
}
