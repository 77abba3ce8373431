import type { Database } from "@/lib/db";
import { acceptPendingInvitations } from "@/lib/invitations/accept-pending-invitations";
import { normalizeEmail } from "@/lib/users/email";
import type { Session } from "./session-token";
import { findSignInUser } from "./store";

/** What a provider says of whoever signed in there. Only an address it has verified says who they are. */
export type ProviderProfile = { email: string | null; isVerified: boolean; name: string | null };

/** Null for an address that has neither an account nor a pending invitation: a provider's word makes no account here. */
export async function signInWithProvider(profile: ProviderProfile, db: Database): Promise<Session | null> {
  if (!profile.email || !profile.isVerified) return null;
  const email = normalizeEmail(profile.email);
  await acceptPendingInvitations({ email, name: profile.name }, db);
  const user = await findSignInUser(email, db);
  return user?.isMember ? { userId: user.id, revision: user.sessionRevision } : null;
}
