import type { Database } from "@/lib/db";
import type { Actor } from "@/lib/http/authenticate";
import { meResourceSchema, type MeResource } from "./me-resource";
import { signedInUser } from "./signed-in-user";
import { listOrganizationsOf } from "./store";

export async function getMe(db: Database, actor: Actor): Promise<MeResource> {
  const { user } = await signedInUser(actor, db);
  const { id, email, name, passwordHash } = user;
  const organizations = await listOrganizationsOf(id, db);
  return meResourceSchema.parse({ id, email, name, has_password: passwordHash !== null, role: actor.role, organization_id: actor.organizationId, organizations });
}
