import type { Database } from "@/lib/db";
import { UserError } from "@/lib/errors";
import { normalizeEmail } from "@/lib/users/email";
import { verifyPassword } from "@/lib/users/password";
import type { Session } from "./session-token";
import { countTry, forgiveTry } from "./sign-in-limit";
import { findSignInUser } from "./store";

export type PasswordSignIn = {
  email: string;
  password: string;
  /** The network address it comes from. */
  network: string;
};

/** Throws UserError, the same for an unknown address and a wrong password, and after as long. */
export async function signInWithPassword(input: PasswordSignIn, db: Database): Promise<Session> {
  const attempt = { email: normalizeEmail(input.email).slice(0, 254), network: input.network };
  await countTry(attempt, db);
  const user = await findSignInUser(attempt.email, db);
  const isRight = await verifyPassword(user?.passwordHash, input.password);
  if (!user || !isRight) throw new UserError("unauthenticated", "Email or password is wrong.");
  await forgiveTry(attempt, db);
  if (!user.isMember) {
    throw new UserError("forbidden", "This account is in no organization any more. Ask an owner for an invitation.");
  }
  return { userId: user.id, revision: user.sessionRevision };
}
