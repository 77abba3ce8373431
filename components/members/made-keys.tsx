"use client";

import { useId, useState } from "react";
import { keyStatus } from "@/components/keys/key-words";
import { useKeys } from "@/components/keys/use-keys";
import { Checkbox } from "@/components/ui/checkbox";
import { ErrorState } from "@/components/ui/error-state";
import { Skeleton } from "@/components/ui/skeleton";

type MadeKeysProps = { userId: string; isRevoking: boolean; onChange: (isRevoking: boolean) => void };

/** The API keys a member made that still open something, and whether they end with their access. */
export function MadeKeys({ userId, isRevoking, onChange }: MadeKeysProps) {
  const id = useId();
  const [nowMs] = useState(Date.now);
  const keys = useKeys();
  if (keys.isError) return <ErrorState error={keys.error} onRetry={() => void keys.refetch()} />;
  if (keys.isPending) return <Skeleton className="h-9" />;
  const names = keys.data.filter((key) => key.created_by === `user:${userId}` && keyStatus(key, nowMs) === "active").map(({ name }) => name);
  if (names.length === 0 && !keys.hasNextPage) return <p className="text-dense text-neutral-11">They made no API key that is still valid.</p>;
  return (
    <label htmlFor={id} className="flex items-start gap-2.5 rounded-md border px-3 py-2.5 text-dense">
      <Checkbox id={id} checked={isRevoking} onCheckedChange={(checked) => onChange(checked === true)} className="mt-0.5" />
      <span className="min-w-0">
        Also revoke the API keys they made
        <span className="block break-words text-neutral-11">
          {names.join(", ")}
          {keys.hasNextPage && `${names.length > 0 ? ", and " : ""}any that are older than the last 100 of the organization`}
        </span>
      </span>
    </label>
  );
}
