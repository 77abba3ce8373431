"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { UserMinus } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { toast } from "sonner";
import { useViewer } from "@/components/frame/viewer-context";
import { apiSend, searchOf } from "@/components/query/api-client";
import { showError } from "@/components/query/show-error";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Select } from "@/components/ui/select";
import { Tooltip } from "@/components/ui/tooltip";
import type { MemberResource } from "@/lib/members/member-resource";
import type { Role } from "@/lib/organizations/role";
import { Initials } from "./initials";
import { MadeKeys } from "./made-keys";
import { readRole, roleLabel, roleOptions } from "./roles";

type MemberRowProps = {
  member: MemberResource;
  /** Can't step down: somebody must decide who is a member. */
  isLastOwner: boolean;
};

export function MemberRow({ member, isLastOwner }: MemberRowProps) {
  const viewer = useViewer();
  const isSelf = member.id === viewer.userId;
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-2 px-3 py-2.5">
      <Initials name={member.name} email={member.email} />
      <div className="min-w-0 flex-1 basis-40">
        <p className="truncate font-medium">
          {member.name ?? member.email.split("@")[0]}
          {isSelf && <span className="ml-1.5 text-label font-normal text-neutral-10">you</span>}
        </p>
        <p className="truncate text-dense text-neutral-11">{member.email}</p>
      </div>
      {viewer.isOwner ? <MemberControls member={member} isSelf={isSelf} isLastOwner={isLastOwner} /> : <span className="text-dense text-neutral-11 max-sm:pl-11">{roleLabel(member.role)}</span>}
    </li>
  );
}

function MemberControls({ member, isSelf, isLastOwner }: MemberRowProps & { isSelf: boolean }) {
  const client = useQueryClient();
  const router = useRouter();
  const [isRemoving, setIsRemoving] = useState(false);
  const [isRevoking, setIsRevoking] = useState(false);
  const settle = async () => {
    await Promise.all(["members", "keys"].map((topic) => client.invalidateQueries({ queryKey: [topic] })));
    // The frame has one's own role from the server.
    if (isSelf) router.refresh();
  };
  const change = useMutation({
    mutationFn: (role: Role) => apiSend("PATCH", `/v1/members/${member.id}`, { role }),
    onSuccess: (_, role) => toast.success(`${member.email} is ${role === "viewer" ? "a" : "an"} ${role} now`),
    onError: showError,
    onSettled: settle,
  });
  const remove = useMutation({
    mutationFn: () => apiSend("DELETE", `/v1/members/${member.id}${searchOf({ revoke_keys: isRevoking })}`),
    onSuccess: () => toast.success(`${member.email} is no member any more`),
    onError: showError,
    onSettled: settle,
  });
  const why = isLastOwner ? "The only owner: make another member an owner first" : undefined;
  return (
    <div className="flex items-center gap-1 max-sm:w-full max-sm:pl-11">
      <Select
        className="w-28"
        aria-label={`Role of ${member.email}`}
        value={change.isPending ? change.variables : member.role}
        onValueChange={(value) => change.mutate(readRole(value))}
        options={roleOptions}
        disabled={isLastOwner || change.isPending}
      />
      <Tooltip content={why ?? "Remove"}>
        <Button variant="ghost" size="icon" aria-label={`Remove ${member.email}`} aria-disabled={isLastOwner} onClick={() => !isLastOwner && setIsRemoving(true)}>
          <UserMinus aria-hidden="true" />
        </Button>
      </Tooltip>
      <ConfirmDialog
        open={isRemoving}
        onOpenChange={setIsRemoving}
        title={isSelf ? "Leave this organization?" : `Remove ${member.email}?`}
        description="Access ends at once. What they built stays, and so do the API keys they made, unless you revoke them here."
        confirmLabel={isSelf ? "Leave" : "Remove"}
        isDanger
        onConfirm={() => remove.mutateAsync()}
      >
        <MadeKeys userId={member.id} isRevoking={isRevoking} onChange={setIsRevoking} />
      </ConfirmDialog>
    </div>
  );
}
