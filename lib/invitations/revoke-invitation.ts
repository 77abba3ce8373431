import type { Database } from "@/lib/db";
import { UserError } from "@/lib/errors";
import { assertOwner, type Actor } from "@/lib/http/authenticate";
import { announceChange } from "@/lib/live/announce-change";
import { markInvitationRevoked } from "./store";

export async function revokeInvitation(db: Database, actor: Actor, id: string): Promise<void> {
  const caller = assertOwner(actor);
  if (!(await markInvitationRevoked(caller, id, db))) throw new UserError("not_found", "There is no such pending invitation");
  announceChange(caller.organizationId, "members");
}
