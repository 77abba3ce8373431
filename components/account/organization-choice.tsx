"use client";

import { useMutation } from "@tanstack/react-query";
import { apiSend } from "@/components/query/api-client";
import { showError } from "@/components/query/show-error";
import { roleLabel } from "@/components/members/roles";
import { leaveFor } from "@/components/session/leave-for";
import { Select } from "@/components/ui/select";
import type { MeResource } from "@/lib/users/me-resource";

export function OrganizationChoice({ me }: { me: MeResource }) {
  const choose = useMutation({
    mutationFn: (id: string) => apiSend("PATCH", "/v1/me", { organization_id: id }),
    onSuccess: () => leaveFor("/pipelines"),
    onError: showError,
  });
  return (
    <Select
      aria-label="Organization"
      value={choose.isPending ? choose.variables : me.organization_id}
      onValueChange={(id) => choose.mutate(id)}
      options={me.organizations.map(({ id, name, role }) => ({ value: id, label: name, hint: roleLabel(role) }))}
      disabled={choose.isPending}
    />
  );
}
