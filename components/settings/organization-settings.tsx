"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { toast } from "sonner";
import { useViewer } from "@/components/frame/viewer-context";
import { apiSend } from "@/components/query/api-client";
import { showError } from "@/components/query/show-error";
import { useApiQuery } from "@/components/query/use-api-query";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { ErrorState } from "@/components/ui/error-state";
import { FieldRow } from "@/components/ui/field-row";
import { Input } from "@/components/ui/input";
import { Skeleton } from "@/components/ui/skeleton";
import { type OrganizationResource } from "@/lib/organizations/organization-resource";
import { SettingsSection } from "./settings-section";

export function OrganizationSettings() {
  const { data, error, refetch } = useApiQuery<OrganizationResource>("organization", "/v1/organization");
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  return (
    <>
      <SettingsSection title="Name" description="Shown to everyone who works here.">
        {data ? <NameForm key={data.name} name={data.name} /> : <Skeleton className="h-8 w-full" />}
      </SettingsSection>
      <SettingsSection title="For the API and the command line" description="Both stay the same when the name changes.">
        <dl className="flex flex-col gap-3">
          <Fixed label="Slug" value={data?.slug} />
          <Fixed label="Id" value={data?.id} />
        </dl>
      </SettingsSection>
    </>
  );
}

function NameForm({ name: savedName }: { name: string }) {
  const [name, setName] = useState(savedName);
  const { isOwner } = useViewer();
  const client = useQueryClient();
  const router = useRouter();
  const rename = useMutation({
    mutationFn: () => apiSend("PATCH", "/v1/organization", { name }),
    onSuccess: async () => {
      toast.success("The organization has its new name");
      // The frame has the name from the server.
      router.refresh();
      await client.invalidateQueries({ queryKey: ["organization"] });
    },
    onError: showError,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    rename.mutate();
  };
  return (
    <form onSubmit={submit} className="flex flex-col items-start gap-3">
      <div className="w-full">
        <FieldRow label="Organization's name" htmlFor="organization-name" {...(isOwner ? {} : { help: "Only an owner can change it." })}>
          <Input id="organization-name" value={name} onChange={(event) => setName(event.target.value)} required maxLength={80} disabled={!isOwner} />
        </FieldRow>
      </div>
      {isOwner && (
        <Button type="submit" variant="primary" isBusy={rename.isPending} disabled={name.trim() === "" || name.trim() === savedName}>
          Save
        </Button>
      )}
    </form>
  );
}

function Fixed({ label, value }: { label: string; value: string | undefined }) {
  return (
    <div className="flex items-center gap-3">
      <dt className="w-16 shrink-0 text-dense text-neutral-11">{label}</dt>
      <dd className="flex min-w-0 items-center gap-1 font-mono text-mono">
        {value === undefined ? <Skeleton className="w-48" /> : (
          <>
            <span className="truncate">{value}</span>
            <CopyButton text={value} label={`Copy ${label.toLowerCase()}`} />
          </>
        )}
      </dd>
    </div>
  );
}
