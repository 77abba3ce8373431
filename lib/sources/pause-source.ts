import type { Caller } from "@/lib/audit/store";
import type { Database } from "@/lib/db";
import type { SourceRow } from "./store";
import { updateSource } from "./update-source";

/** Once this resolves, every process refuses the source's events with `source_paused`. */
export function pauseSource(caller: Caller, id: string, db: Database): Promise<SourceRow> {
  return updateSource(caller, id, { status: "paused" }, db);
}

export function resumeSource(caller: Caller, id: string, db: Database): Promise<SourceRow> {
  return updateSource(caller, id, { status: "active" }, db);
}
