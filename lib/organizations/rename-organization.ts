import { z } from "zod";
import type { Database } from "@/lib/db";
import { assertOwner, type Actor } from "@/lib/http/authenticate";
import { announceChange } from "@/lib/live/announce-change";
import { toOrganizationResource } from "./get-organization";
import { type OrganizationResource } from "./organization-resource";
import { updateOrganizationName } from "./organization-store";

export const renameOrganizationSchema = z.strictObject({ name: z.string().trim().min(1, "expected a name").max(80) });

/** The slug stays: links and scripts hold it. */
export async function renameOrganization(db: Database, actor: Actor, name: string): Promise<OrganizationResource> {
  const renamed = await updateOrganizationName(assertOwner(actor), name, db);
  announceChange(actor.organizationId, "organization");
  return toOrganizationResource(renamed);
}
