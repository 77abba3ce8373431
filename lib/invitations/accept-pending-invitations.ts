import type { Database } from "@/lib/db";
import { findSignInUser } from "@/lib/sessions/store";
import { acceptInvitationAs, findPendingInvitationsOf } from "./store";

/** For an address that a provider has verified: that is as good as the link. */
export async function acceptPendingInvitations({ email, name }: { email: string; name: string | null }, db: Database): Promise<void> {
  for (const invitation of await findPendingInvitationsOf(email, db)) {
    const user = await findSignInUser(email, db);
    await acceptInvitationAs(user ? { userId: user.id } : { passwordHash: null, name }, invitation, db);
  }
}
