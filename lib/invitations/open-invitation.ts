import type { Database } from "@/lib/db";
import { hashLinkToken } from "@/lib/sessions/link-token";
import { findSignInUser } from "@/lib/sessions/store";
import { findOrganizationName, findPendingInvitation } from "./store";

/** What whoever holds the link is asked. */
export type OpenInvitation = { email: string; role: string; organizationName: string; hasAccount: boolean };

/** Null once the invitation was accepted, revoked, or has expired. */
export async function openInvitation(token: string, db: Database): Promise<OpenInvitation | null> {
  const invitation = await findPendingInvitation(hashLinkToken(token), db);
  if (!invitation) return null;
  const [user, organizationName] = await Promise.all([findSignInUser(invitation.email, db), findOrganizationName(invitation.organizationId, db)]);
  if (!organizationName) return null;
  return { email: invitation.email, role: invitation.role, organizationName, hasAccount: user !== null };
}
