"use client";

import { useApiQuery } from "@/components/query/use-api-query";
import { type MemberResource } from "@/lib/members/member-resource";

const nobody: MemberResource[] = [];

/** Those who can have saved or deployed, by name. */
export function useMembers(): MemberResource[] {
  return useApiQuery<MemberResource[]>("members", "/v1/members").data ?? nobody;
}
