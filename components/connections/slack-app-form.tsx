"use client";

import { type FormEvent, useId, useState } from "react";
import { ApiError } from "@/components/query/api-error";
import { describeError } from "@/components/query/describe-error";
import { Button } from "@/components/ui/button";
import { FieldRow } from "@/components/ui/field-row";
import { Input } from "@/components/ui/input";
import type { SlackAppResource } from "@/lib/slack-oauth/slack-app-resource";
import { useRemoveSlackApp, useSaveSlackApp } from "./use-slack-app";

export function SlackAppForm({ app }: { app: SlackAppResource }) {
  const id = useId();
  const isOwn = app.app?.source === "organization";
  const [clientId, setClientId] = useState(isOwn ? (app.app?.client_id ?? "") : "");
  const [clientSecret, setClientSecret] = useState("");
  const save = useSaveSlackApp();
  const remove = useRemoveSlackApp();
  const problems = save.error instanceof ApiError ? save.error.details : [];
  const problem = (path: string) => problems.find((one) => one.path === path)?.message;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate({ client_id: clientId.trim(), client_secret: clientSecret.trim() }, { onSuccess: () => setClientSecret("") });
  };
  return (
    <form onSubmit={submit} className="flex flex-col gap-4">
      {app.app?.source === "environment" && (
        <p className="text-dense text-neutral-11">
          This install has an app from its environment, <code className="font-mono text-mono">{app.app.client_id}</code>. One entered here is used instead by this organization.
        </p>
      )}
      <div className="grid gap-4 sm:grid-cols-2">
        <FieldRow label="Client ID" htmlFor={`${id}-client`} error={problem("client_id")}>
          <Input id={`${id}-client`} value={clientId} onChange={(event) => setClientId(event.target.value)} placeholder="1234567890.1234567890" required autoComplete="off" className="font-mono text-mono" aria-invalid={problem("client_id") !== undefined} />
        </FieldRow>
        <FieldRow label="Client secret" htmlFor={`${id}-secret`} error={problem("client_secret")} help={isOwn ? "Set. Type a new one to replace it." : undefined}>
          <Input id={`${id}-secret`} type="password" value={clientSecret} onChange={(event) => setClientSecret(event.target.value)} required autoComplete="off" className="font-mono text-mono" aria-invalid={problem("client_secret") !== undefined} />
        </FieldRow>
      </div>
      {save.error && problems.length === 0 && (
        <p role="alert" className="text-dense text-dead">
          {describeError(save.error).message}
        </p>
      )}
      <div className="flex flex-wrap gap-2">
        <Button type="submit" variant="primary" isBusy={save.isPending}>
          Save
        </Button>
        {isOwn && (
          <Button isBusy={remove.isPending} onClick={() => remove.mutate(undefined, { onSuccess: () => setClientId("") })}>
            Forget this app
          </Button>
        )}
      </div>
    </form>
  );
}
