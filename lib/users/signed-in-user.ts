import type { Caller } from "@/lib/audit/store";
import type { Database } from "@/lib/db";
import { UserError } from "@/lib/errors";
import { actorName, type Actor } from "@/lib/http/authenticate";
import { findUser, type UserRow } from "./store";

/** An account is its user's own business: a key has none. Throws `forbidden`. */
export async function signedInUser(actor: Actor, db: Database): Promise<{ user: UserRow; caller: Caller }> {
  const user = actor.userId ? await findUser(actor.userId, db) : null;
  if (!user) throw new UserError("forbidden", "Only a signed-in user has an account: this is a key");
  return { user, caller: { organizationId: actor.organizationId, actor: actorName(actor) } };
}
