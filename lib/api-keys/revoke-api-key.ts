import type { Caller } from "@/lib/audit/store";
import type { Database } from "@/lib/db";
import { UserError } from "@/lib/errors";
import { announceChange } from "@/lib/live/announce-change";
import { markKeyRevoked } from "./store";

/** From the moment this resolves, processes refuse the key as soon as the database's notification reaches them. */
export async function revokeApiKey(caller: Caller, keyId: string, db: Database): Promise<void> {
  if (!(await markKeyRevoked(caller, keyId, db))) throw new UserError("not_found", "There is no such key");
  announceChange(caller.organizationId, "keys", "sources");
}
