import type { Database } from "@/lib/db";
import type { Actor } from "@/lib/http/authenticate";
import { signedInUser } from "./signed-in-user";
import { endSessions } from "./store";

/** Every browser's session ends, this one's too. */
export async function signOutEverywhere(db: Database, actor: Actor): Promise<void> {
  const { user, caller } = await signedInUser(actor, db);
  await endSessions(caller, user.id, { action: "user.signed_out_everywhere" }, db);
}
