"use client";

import { useViewer } from "@/components/frame/viewer-context";
import { LoadMore } from "@/components/lists/load-more";
import { useApiPages } from "@/components/query/use-api-query";
import { ErrorState } from "@/components/ui/error-state";
import type { MemberResource } from "@/lib/members/member-resource";
import { InviteDialog } from "./invite-dialog";
import { MemberRow } from "./member-row";
import { PendingInvitations } from "./pending-invitations";
import { RowSkeletons } from "./row-skeletons";

export function MembersPanel() {
  const { isOwner, organizationName } = useViewer();
  const members = useApiPages<MemberResource>("members", "/v1/members");
  const owners = members.data?.filter(({ role }) => role === "owner").length ?? 0;
  return (
    <div className="flex max-w-3xl flex-col gap-8">
      <section aria-labelledby="members-heading" className="flex flex-col gap-3">
        <header className="flex flex-wrap items-end justify-between gap-3">
          <div>
            <h2 id="members-heading" className="font-medium">Members</h2>
            <p className="mt-0.5 text-dense text-neutral-11">
              {isOwner ? `Who works in ${organizationName}, and what they may do.` : `Who works in ${organizationName}. Only an owner can change this.`}
            </p>
          </div>
          {isOwner && <InviteDialog />}
        </header>
        {members.error ? (
          <ErrorState error={members.error} onRetry={() => void members.refetch()} />
        ) : (
          <ul className="divide-y divide-neutral-4 rounded-md border" aria-busy={members.isPending}>
            {members.data ? members.data.map((member) => <MemberRow key={member.id} member={member} isLastOwner={member.role === "owner" && owners === 1} />) : <RowSkeletons count={3} />}
          </ul>
        )}
        <LoadMore hasMore={members.hasNextPage} isLoading={members.isFetchingNextPage} onMore={() => void members.fetchNextPage()} />
      </section>
      <PendingInvitations />
    </div>
  );
}
