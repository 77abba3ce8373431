"use client";

import { type FormEvent, useId, useState } from "react";
import { useViewer } from "@/components/frame/viewer-context";
import { NameAndSlug } from "@/components/naming/name-and-slug";
import { ApiError } from "@/components/query/api-error";
import { describeError } from "@/components/query/describe-error";
import { Button } from "@/components/ui/button";
import { FieldRow } from "@/components/ui/field-row";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import type { SourceResource } from "@/lib/sources/source-resource";
import type { WebhookAuthMode } from "@/lib/webhook-sources/auth-modes";
import { fromRateLimit, RateLimitFields, toRateLimit } from "./rate-limit-fields";
import { authModes, toDomains, windowOptions } from "./source-words";
import { useUpdateSource } from "./use-sources";

export function SourceSettings({ source }: { source: SourceResource }) {
  const id = useId();
  const { canEdit } = useViewer();
  const [name, setName] = useState({ name: source.name, slug: source.slug });
  const [windowMs, setWindowMs] = useState(source.dedupe_window_ms);
  const [limit, setLimit] = useState(fromRateLimit(source.rate_limit));
  const [domains, setDomains] = useState(source.from_domains.join(", "));
  const [mode, setMode] = useState(source.auth_mode);
  const update = useUpdateSource(source.id);
  const problems = update.error instanceof ApiError ? update.error.details : [];
  const hasNewLimit = JSON.stringify(toRateLimit(limit)) !== JSON.stringify(source.rate_limit);
  const hasNewDomains = toDomains(domains).join() !== source.from_domains.join();
  const hasChanges = hasNewDomains || name.name !== source.name || name.slug !== source.slug || windowMs !== source.dedupe_window_ms || hasNewLimit || mode !== source.auth_mode;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    update.mutate({ ...name, dedupe_window_ms: windowMs, ...(hasNewDomains && { from_domains: toDomains(domains) }), ...(hasNewLimit && { rate_limit: toRateLimit(limit) }), ...(mode !== null && mode !== source.auth_mode && { auth_mode: mode as WebhookAuthMode }) });
  };
  return (
    <form onSubmit={submit} className="flex flex-col gap-5">
      <NameAndSlug value={name} onChange={setName} problems={problems} disabled={!canEdit} slugHelp="Pipelines as code name it by this; deployed ones keep working." />
      <FieldRow label="Remembers an idempotency key for" htmlFor={id} help="The same key again within this time is the same event, not a second one." error={problems.find(({ path }) => path.startsWith("dedupe"))?.message}>
        <Select id={id} value={String(windowMs)} onValueChange={(value) => setWindowMs(Number(value))} options={windowOptions(source.dedupe_window_ms)} disabled={!canEdit} className="sm:max-w-56" />
      </FieldRow>
      {source.auth_mode !== null && (
        <FieldRow label="A call is believed by" htmlFor={`${id}-mode`} help={mode === "none" ? "Whoever learns the address can send: for testing only." : "The secret stays as it is."}>
          <Select id={`${id}-mode`} value={mode ?? "hmac"} onValueChange={setMode} options={authModes} disabled={!canEdit} className="sm:max-w-72" />
        </FieldRow>
      )}
      {source.kind === "email" && (
        <FieldRow label="Takes mail from" htmlFor={`${id}-domains`} help="Domains, with commas between. Everybody's mail while this is empty." error={problems.find(({ path }) => path.startsWith("from_domains"))?.message}>
          <Input id={`${id}-domains`} value={domains} onChange={(event) => setDomains(event.target.value)} placeholder="example.com" disabled={!canEdit} />
        </FieldRow>
      )}
      <RateLimitFields id={`${id}-limit`} value={limit} onChange={setLimit} problems={problems} disabled={!canEdit} />
      {update.error && problems.length === 0 && (
        <p role="alert" className="text-dense text-dead">
          {describeError(update.error).message}
        </p>
      )}
      {canEdit && (
        <div>
          <Button type="submit" variant={hasChanges ? "primary" : "secondary"} disabled={!hasChanges} isBusy={update.isPending}>
            Save
          </Button>
        </div>
      )}
    </form>
  );
}
