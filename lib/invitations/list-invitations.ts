import type { Database } from "@/lib/db";
import { pageOf, type Page } from "@/lib/http/paging";
import { toInvitationResource, type InvitationResource } from "./invitation-resource";
import { listPendingInvitations } from "./store";

/** Those that can still be accepted, newest first. */
export async function listInvitations(db: Database, organizationId: string, page: { limit: number; cursor?: string | undefined }): Promise<Page<InvitationResource>> {
  const { data, next } = pageOf(await listPendingInvitations(organizationId, page, db), page.limit);
  return { data: data.map(toInvitationResource), next };
}
