"use client";

import { useState } from "react";
import { useViewer } from "@/components/frame/viewer-context";
import { describeError } from "@/components/query/describe-error";
import { Button } from "@/components/ui/button";
import { CodeBlock } from "@/components/ui/code-block";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Skeleton } from "@/components/ui/skeleton";
import { RelativeTime } from "@/components/ui/relative-time";
import type { SourceResource } from "@/lib/sources/source-resource";
import { AccessShown } from "./access-shown";
import { webhookSnippet } from "./webhook-snippet";
import { useRotateSource, useSourceAddress, type Rotation } from "./use-sources";

/** Where the other service calls, how it signs, and the ways to renew both. */
export function WebhookAddress({ source }: { source: SourceResource }) {
  const { canEdit } = useViewer();
  const address = useSourceAddress(source.id, { enabled: canEdit });
  const [asked, setAsked] = useState<Rotation["what"]>();
  const rotate = useRotateSource(source.id);
  if (!canEdit) return <p className="text-dense text-neutral-11">Its address is for those who may change it: an owner or an editor.</p>;
  return (
    <div className="flex flex-col gap-4">
      {address.isError && <p role="alert" className="text-dense text-dead">{describeError(address.error).message}</p>}
      {address.isPending && <Skeleton className="h-24" />}
      {address.data && (
        <>
          <CodeBlock code={address.data.url} language="address" />
          <CodeBlock code={webhookSnippet(address.data.url, source.auth_mode)} language="shell" />
          {address.data.previous_secret_until && (
            <p className="text-dense text-neutral-11">
              The secret before this one is accepted until <RelativeTime at={address.data.previous_secret_until} />.
            </p>
          )}
        </>
      )}
      <div className="flex flex-wrap gap-2">
        {source.auth_mode !== "none" && <Button onClick={() => setAsked("secret")}>New secret</Button>}
        <Button onClick={() => setAsked("address")}>New address</Button>
      </div>
      {asked && (
        <ConfirmDialog
          open
          onOpenChange={() => setAsked(undefined)}
          isDanger={asked === "address"}
          title={asked === "secret" ? "Make a new secret?" : "Make a new address?"}
          description={asked === "secret" ? "The one in use is accepted for another 24 hours, so that the sender can be changed without a gap." : "The old address is dead at once, on every server: whatever still calls it gets 404."}
          confirmLabel={asked === "secret" ? "Make a secret" : "Make an address"}
          onConfirm={() => rotate.mutateAsync({ what: asked })}
        />
      )}
      {rotate.data && rotate.variables && <AccessShown title={rotate.variables.what === "secret" ? "The new secret" : "The new address"} access={rotate.data} mode={rotate.variables.what === "address" ? "none" : source.auth_mode} onClose={() => rotate.reset()} />}
    </div>
  );
}
