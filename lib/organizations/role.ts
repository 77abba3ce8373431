import type { Scope } from "@/lib/api-keys/scopes";

export const roles = ["owner", "editor", "viewer"] as const;

/** What a member may do in their organization. */
export type Role = (typeof roles)[number];

export function isRole(value: unknown): value is Role {
  return roles.some((role) => role === value);
}

/** What else an owner may do is asked with `assertOwner`. */
export const scopesOfRole: Record<Role, readonly Scope[]> = {
  owner: ["ingest", "read", "manage"],
  editor: ["ingest", "read", "manage"],
  viewer: ["read"],
};
