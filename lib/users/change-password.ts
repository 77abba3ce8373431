import { z } from "zod";
import type { Database } from "@/lib/db";
import type { Actor } from "@/lib/http/authenticate";
import { invalidRequest } from "@/lib/http/invalid-request";
import { countTry, forgiveTry } from "@/lib/sessions/sign-in-limit";
import { hashPassword, passwordProblems, verifyPassword } from "./password";
import { signedInUser } from "./signed-in-user";
import { endSessions } from "./store";

export const changePasswordSchema = z.strictObject({
  /** Not asked of an account that has none because it signs in with a provider. */
  current_password: z.string().max(1_000).optional(),
  password: z.string().max(1_000),
});

/** Ends every session, this one too: the browser signs in again with the new password. Throws UserError. */
export async function changePassword(db: Database, actor: Actor, input: z.infer<typeof changePasswordSchema>, network: string): Promise<void> {
  const { user, caller } = await signedInUser(actor, db);
  const problems = passwordProblems(input.password);
  if (problems.length > 0) throw invalidRequest(problems);
  if (user.passwordHash !== null) {
    // A browser left open must not be a place to guess at.
    const attempt = { email: user.email, network };
    await countTry(attempt, db);
    if (!(await verifyPassword(user.passwordHash, input.current_password ?? ""))) {
      throw invalidRequest([{ path: "current_password", message: "This is not your password." }]);
    }
    await forgiveTry(attempt, db);
  }
  await endSessions(caller, user.id, { action: "user.password_changed", passwordHash: await hashPassword(input.password) }, db);
}
