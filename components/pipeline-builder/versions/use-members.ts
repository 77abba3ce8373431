"use client";

import { useApiQuery } from "@/components/query/use-api-query";

type Member = { user_id: string; name: string | null; email: string };

const nobody: Member[] = [];

/** Those who can have deployed, by name. */
export function useMembers(): Member[] {
  return useApiQuery<Member[]>("members", "/v1/members").data ?? nobody;
}
