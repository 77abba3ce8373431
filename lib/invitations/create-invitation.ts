import { z } from "zod";
import type { Database } from "@/lib/db";
import { assertOwner, type Actor } from "@/lib/http/authenticate";
import { invalidRequest } from "@/lib/http/invalid-request";
import { newId } from "@/lib/ids";
import { announceChange } from "@/lib/live/announce-change";
import { roles } from "@/lib/organizations/role";
import { newLinkToken } from "@/lib/sessions/link-token";
import { emailProblems, normalizeEmail } from "@/lib/users/email";
import { toInvitationResource, type InvitationResource } from "./invitation-resource";
import { insertInvitation, isMember } from "./store";

export const createInvitationSchema = z.strictObject({ email: z.string().max(254), role: z.enum(roles) });

const validMs = 7 * 24 * 3600 * 1000;

/** `token` is what the link is made of: it is told this once and never stored. Throws UserError. */
export async function createInvitation(
  db: Database,
  actor: Actor,
  input: z.infer<typeof createInvitationSchema>,
): Promise<InvitationResource & { token: string }> {
  const caller = assertOwner(actor);
  const email = normalizeEmail(input.email);
  const problems = emailProblems(email);
  if (problems.length === 0 && (await isMember(actor.organizationId, email, db))) {
    problems.push({ path: "email", message: "expected an address that is no member yet" });
  }
  if (problems.length > 0) throw invalidRequest(problems);
  const { token, tokenHash } = newLinkToken();
  const row = { id: newId("invitation"), email, role: input.role, tokenHash, expiresAt: new Date(Date.now() + validMs) };
  const created = await insertInvitation(caller, row, db);
  announceChange(caller.organizationId, "members");
  return { ...toInvitationResource(created), token };
}
