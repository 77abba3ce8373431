"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { toast } from "sonner";
import { useViewer } from "@/components/frame/viewer-context";
import { LoadMore } from "@/components/lists/load-more";
import { apiSend } from "@/components/query/api-client";
import { showError } from "@/components/query/show-error";
import { useApiPages } from "@/components/query/use-api-query";
import { Button } from "@/components/ui/button";
import { ErrorState } from "@/components/ui/error-state";
import { RelativeTime } from "@/components/ui/relative-time";
import type { InvitationResource } from "@/lib/invitations/invitation-resource";
import { Initials } from "./initials";
import { roleLabel } from "./roles";

/** Nothing at all while there are none. */
export function PendingInvitations() {
  const invitations = useApiPages<InvitationResource>("members", "/v1/invitations");
  if (invitations.error) return <ErrorState error={invitations.error} title="The invitations could not be loaded" onRetry={() => void invitations.refetch()} />;
  if (!invitations.data || invitations.data.length === 0) return null;
  return (
    <section aria-labelledby="invitations-heading" className="flex flex-col gap-3">
      <header>
        <h2 id="invitations-heading" className="font-medium">Pending invitations</h2>
        <p className="mt-0.5 text-dense text-neutral-11">Each link works once. Invite the same address again for a new one.</p>
      </header>
      <ul className="divide-y divide-neutral-4 rounded-md border">
        {invitations.data.map((invitation) => (
          <PendingInvitation key={invitation.id} invitation={invitation} />
        ))}
      </ul>
      <LoadMore hasMore={invitations.hasNextPage} isLoading={invitations.isFetchingNextPage} onMore={() => void invitations.fetchNextPage()} />
    </section>
  );
}

function PendingInvitation({ invitation: { id, email, role, expires_at: expiresAt } }: { invitation: InvitationResource }) {
  const { isOwner } = useViewer();
  const client = useQueryClient();
  const revoke = useMutation({
    mutationFn: () => apiSend("DELETE", `/v1/invitations/${id}`),
    onSuccess: () => toast.success(`The invitation to ${email} is taken back`),
    onError: showError,
    onSettled: () => client.invalidateQueries({ queryKey: ["members"] }),
  });
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-2 px-3 py-2.5">
      <Initials name={null} email={email} />
      <div className="min-w-0 flex-1 basis-40">
        <p className="truncate font-medium">{email}</p>
        <p className="truncate text-dense text-neutral-11">
          {roleLabel(role)} · expires <RelativeTime at={expiresAt} />
        </p>
      </div>
      {isOwner && (
        <Button size="sm" isBusy={revoke.isPending} onClick={() => revoke.mutate()} aria-label={`Take back the invitation to ${email}`}>
          Take back
        </Button>
      )}
    </li>
  );
}
