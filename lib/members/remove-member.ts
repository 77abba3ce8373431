import type { Database } from "@/lib/db";
import { assertOwner, type Actor } from "@/lib/http/authenticate";
import { announceChange } from "@/lib/live/announce-change";
import { orThrow } from "./or-throw";
import { deleteMember } from "./store";

/** They keep their account and its other organizations; the API keys they made here stay unless `revokesKeys`. Throws UserError, also for the last owner. */
export async function removeMember(db: Database, actor: Actor, userId: string, revokesKeys: boolean): Promise<void> {
  const caller = assertOwner(actor);
  orThrow(await deleteMember(caller, userId, revokesKeys, db));
  announceChange(caller.organizationId, "members", ...(revokesKeys ? (["keys", "sources"] as const) : []));
}
