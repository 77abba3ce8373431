import { z } from "zod";
import type { Database } from "@/lib/db";
import type { Actor } from "@/lib/http/authenticate";
import { invalidRequest } from "@/lib/http/invalid-request";
import { signedInUser } from "./signed-in-user";
import { listOrganizationsOf, updateUser } from "./store";

export const updateMeSchema = z.strictObject({
  name: z.string().max(120).optional(),
  /** The one to look at from now on. */
  organization_id: z.string().max(64).optional(),
});

/** Throws UserError. */
export async function updateMe(db: Database, actor: Actor, input: z.infer<typeof updateMeSchema>): Promise<void> {
  const { user } = await signedInUser(actor, db);
  const { name, organization_id: organizationId } = input;
  if (organizationId !== undefined && !(await listOrganizationsOf(user.id, db)).some(({ id }) => id === organizationId)) {
    throw invalidRequest([{ path: "organization_id", message: "expected an organization you are a member of" }]);
  }
  await updateUser(user.id, { ...(name !== undefined && { name: name.trim() || null }), ...(organizationId !== undefined && { activeOrganizationId: organizationId }) }, db);
}
