import type { Database } from "@/lib/db";
import { assertOwner, type Actor } from "@/lib/http/authenticate";
import { announceChange } from "@/lib/live/announce-change";
import type { Role } from "@/lib/organizations/role";
import { toMemberResource, type MemberResource } from "./member-resource";
import { orThrow } from "./or-throw";
import { updateMemberRole } from "./store";

/** Counts from the member's next request on. Throws UserError, also for the last owner. */
export async function changeMemberRole(db: Database, actor: Actor, userId: string, role: Role): Promise<MemberResource> {
  const caller = assertOwner(actor);
  const before = orThrow(await updateMemberRole(caller, userId, role, db));
  announceChange(caller.organizationId, "members");
  return { ...toMemberResource(before), role };
}
