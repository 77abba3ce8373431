import { z } from "zod";
import type { Database } from "@/lib/db";
import { assertOwner, type Actor } from "@/lib/http/authenticate";
import { toOrganizationResource } from "./get-organization";
import { type OrganizationResource } from "./organization-resource";
import { updateOrganizationName } from "./organization-store";

export const renameOrganizationSchema = z.strictObject({ name: z.string().trim().min(1, "expected a name").max(80) });

/** The slug stays: links and scripts hold it. */
export async function renameOrganization(db: Database, actor: Actor, name: string): Promise<OrganizationResource> {
  return toOrganizationResource(await updateOrganizationName(assertOwner(actor), name, db));
}
