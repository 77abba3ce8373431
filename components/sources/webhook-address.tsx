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
import { NewSecretDialog } from "./new-secret-dialog";
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
        {source.auth_mode !== "none" && <Button onClick={() => setAsked("secret")}>{source.auth_mode === "stripe" ? "Set the secret" : "New secret"}</Button>}
        <Button onClick={() => setAsked("address")}>New address</Button>
      </div>
      {asked === "secret" && (
        <NewSecretDialog
          isSenders={source.auth_mode === "stripe"}
          error={rotate.error}
          isBusy={rotate.isPending}
          onSubmit={(secret) => rotate.mutate({ what: "secret", ...(secret !== undefined && { secret }) }, { onSuccess: () => setAsked(undefined) })}
          onClose={() => setAsked(undefined)}
        />
      )}
      {asked === "address" && (
        <ConfirmDialog
          open
          onOpenChange={() => setAsked(undefined)}
          isDanger
          title="Make a new address?"
          description="The old address is dead at once, on every server: whatever still calls it gets 404."
          confirmLabel="Make an address"
          onConfirm={() => rotate.mutateAsync({ what: "address" })}
        />
      )}
      {rotate.data && rotate.variables && rotate.variables.secret === undefined && (
        <AccessShown title={`The new ${rotate.variables.what}`} access={rotate.data} hasSecret={rotate.variables.what === "secret"} onClose={() => rotate.reset()} />
      )}
    </div>
  );
}
