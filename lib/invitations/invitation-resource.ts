import { z } from "zod";
import { roles } from "@/lib/organizations/role";
import type { InvitationRow } from "./store";

/** A pending one; its link is told once, when it is made. */
export const invitationResourceSchema = z.object({
  id: z.string(),
  email: z.string(),
  role: z.enum(roles),
  invited_by: z.string(),
  created_at: z.string(),
  expires_at: z.string(),
});

export type InvitationResource = z.infer<typeof invitationResourceSchema>;

export function toInvitationResource(row: InvitationRow): InvitationResource {
  return {
    id: row.id,
    email: row.email,
    role: z.enum(roles).parse(row.role),
    invited_by: row.invitedBy,
    created_at: row.createdAt.toISOString(),
    expires_at: row.expiresAt.toISOString(),
  };
}
