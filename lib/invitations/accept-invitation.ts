import { z } from "zod";
import type { Database } from "@/lib/db";
import { UserError } from "@/lib/errors";
import { invalidRequest } from "@/lib/http/invalid-request";
import { announceChange } from "@/lib/live/announce-change";
import { hashLinkToken } from "@/lib/sessions/link-token";
import { countTry, forgiveTry } from "@/lib/sessions/sign-in-limit";
import { findSignInUser, type SignInUser } from "@/lib/sessions/store";
import { hashPassword, passwordProblems, verifyPassword } from "@/lib/users/password";
import { acceptInvitationAs, findPendingInvitation, type InvitationRow, type Joiner } from "./store";

export const acceptInvitationSchema = z.strictObject({
  token: z.string().max(200),
  /** Of a new account. */
  name: z.string().max(120).optional(),
  /** The new account's; where the address has an account, that account's. */
  password: z.string().max(1_000),
});

/**
 * Makes whoever holds the link a member: with a new account, or with the one the address has, whose password proves
 * that it is theirs. Throws UserError.
 */
export async function acceptInvitation(input: z.infer<typeof acceptInvitationSchema>, network: string, db: Database): Promise<{ userId: string; email: string }> {
  const invitation = await findPendingInvitation(hashLinkToken(input.token), db);
  if (!invitation) throw invalidInvitation();
  const user = await findSignInUser(invitation.email, db);
  const joiner = user ? await proveAccount(user, invitation, input.password, network, db) : await newAccount(input);
  const accepted = await acceptInvitationAs(joiner, invitation, db);
  if (!accepted) throw invalidInvitation();
  announceChange(invitation.organizationId, "members");
  return { userId: accepted.userId, email: invitation.email };
}

async function proveAccount(user: SignInUser, { email }: InvitationRow, password: string, network: string, db: Database): Promise<Joiner> {
  await countTry({ email, network }, db);
  if (!(await verifyPassword(user.passwordHash, password))) {
    throw invalidRequest([{ path: "password", message: "This is not the account's password." }]);
  }
  await forgiveTry({ email, network }, db);
  return { userId: user.id };
}

async function newAccount({ name, password }: z.infer<typeof acceptInvitationSchema>): Promise<Joiner> {
  const problems = passwordProblems(password);
  if (problems.length > 0) throw invalidRequest(problems);
  return { passwordHash: await hashPassword(password), name: name?.trim() || null };
}

function invalidInvitation(): UserError {
  return new UserError("not_found", "This invitation was used, was taken back, or has expired. Ask for a new one.");
}
