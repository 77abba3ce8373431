import { z } from "zod";
import { roles } from "@/lib/organizations/role";
import type { MemberRow } from "./store";

export const memberResourceSchema = z.object({
  /** The user's. */
  id: z.string(),
  email: z.string(),
  name: z.string().nullable(),
  role: z.enum(roles),
  created_at: z.string(),
});

export type MemberResource = z.infer<typeof memberResourceSchema>;

export function toMemberResource(row: MemberRow): MemberResource {
  return { id: row.userId, email: row.email, name: row.name, role: z.enum(roles).parse(row.role), created_at: row.createdAt.toISOString() };
}
