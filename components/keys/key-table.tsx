"use client";

import { useState } from "react";
import { useViewer } from "@/components/frame/viewer-context";
import { StatusBadge } from "@/components/status/status-badge";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { RelativeTime } from "@/components/ui/relative-time";
import { Table, TBody, TD, TH, THead, TR } from "@/components/ui/table";
import type { KeyResource } from "@/lib/api-keys/key-resource";
import { creatorOf, keyStatus } from "./key-words";
import { useRevokeKey } from "./use-keys";

export function KeyTable({ keys, nowMs }: { keys: readonly KeyResource[]; nowMs: number }) {
  const { canEdit } = useViewer();
  const [revoked, setRevoked] = useState<KeyResource>();
  const revoke = useRevokeKey();
  return (
    <>
      <Table>
        <THead>
          <tr>
            <TH>Key</TH>
            <TH>Scopes</TH>
            <TH className="max-lg:hidden">Source</TH>
            <TH className="max-lg:hidden">Made by</TH>
            <TH className="max-sm:hidden">Last used</TH>
            <TH className="max-md:hidden">Expires</TH>
            {canEdit && (
              <TH>
                <span className="sr-only">Actions</span>
              </TH>
            )}
          </tr>
        </THead>
        <TBody>
          {keys.map((key) => (
            <KeyRow key={key.id} item={key} nowMs={nowMs} onRevoke={canEdit ? () => setRevoked(key) : undefined} />
          ))}
        </TBody>
      </Table>
      {revoked && (
        <ConfirmDialog
          open
          onOpenChange={() => setRevoked(undefined)}
          isDanger
          title={`Revoke ${revoked.name}?`}
          description="Whatever uses it is refused at once, on every server. This can't be undone."
          confirmLabel="Revoke"
          onConfirm={() => revoke.mutateAsync(revoked)}
        />
      )}
    </>
  );
}

function KeyRow({ item, nowMs, onRevoke }: { item: KeyResource; nowMs: number; onRevoke: (() => void) | undefined }) {
  const status = keyStatus(item, nowMs);
  return (
    <TR className={status === "active" ? undefined : "text-neutral-10"}>
      <TD>
        <span className="block font-medium">{item.name}</span>
        <code className="font-mono text-mono whitespace-nowrap text-neutral-10">{item.prefix}…</code>
        {item.rate_limit && (
          <span className="block text-label text-neutral-10">
            {item.rate_limit.per_second}/s, {item.rate_limit.burst} at once
          </span>
        )}
      </TD>
      <TD>
        <span className="flex flex-wrap gap-1">
          {item.scopes.map((scope) => (
            <code key={scope} className="rounded-xs bg-neutral-3 px-1.5 font-mono text-mono text-neutral-11">
              {scope}
            </code>
          ))}
        </span>
      </TD>
      <TD className="font-mono text-mono max-lg:hidden">{item.source ?? "deleted"}</TD>
      <TD className="max-lg:hidden">{creatorOf(item)}</TD>
      <TD className="whitespace-nowrap max-sm:hidden">{item.last_used_at ? <RelativeTime at={item.last_used_at} /> : "never"}</TD>
      <TD className="whitespace-nowrap max-md:hidden">{item.expires_at ? <RelativeTime at={item.expires_at} /> : "never"}</TD>
      {(onRevoke || status !== "active") && (
        <TD className="text-right">
          {status === "active" ? (
            <Button size="sm" variant="ghost" onClick={onRevoke} aria-label={`Revoke ${item.name}`}>
              Revoke
            </Button>
          ) : (
            <StatusBadge status={status} />
          )}
        </TD>
      )}
    </TR>
  );
}
