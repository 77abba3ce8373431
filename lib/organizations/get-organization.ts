import type { Database } from "@/lib/db";
import { UserError } from "@/lib/errors";
import { type OrganizationResource } from "./organization-resource";
import { findOrganizationRow, type OrganizationRow } from "./organization-store";

export async function getOrganization(db: Database, organizationId: string): Promise<OrganizationResource> {
  return toOrganizationResource(await findOrganizationRow(organizationId, db));
}

export function toOrganizationResource(row: OrganizationRow | null): OrganizationResource {
  if (!row) throw new UserError("not_found", "This organization is gone");
  const { id, slug, name, createdAt } = row;
  return { id, slug, name, created_at: createdAt.toISOString() };
}
