"use client";

import { type FormEvent, useId, useState } from "react";
import { ApiError } from "@/components/query/api-error";
import { describeError } from "@/components/query/describe-error";
import { fromRateLimit, RateLimitFields, toRateLimit } from "@/components/sources/rate-limit-fields";
import { useSources } from "@/components/sources/use-sources";
import { Checkbox } from "@/components/ui/checkbox";
import { FieldRow } from "@/components/ui/field-row";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { scopes as allScopes, type Scope } from "@/lib/api-keys/scopes";
import { expiries, expiryOf, scopeTexts } from "./key-words";
import type { NewKey } from "./use-keys";

type NewKeyFormProps = { id: string; source: string; error: unknown; onSubmit: (input: NewKey) => void };

export function NewKeyForm({ id, source: firstSource, error, onSubmit }: NewKeyFormProps) {
  const [name, setName] = useState("");
  const [scopes, setScopes] = useState<readonly Scope[]>(["ingest"]);
  const [source, setSource] = useState(firstSource);
  const [expiry, setExpiry] = useState("never");
  const [limit, setLimit] = useState(fromRateLimit(null));
  const [isTried, setIsTried] = useState(false);
  const sources = useSources();
  const problems = error instanceof ApiError ? error.details : [];
  const problem = (path: string) => problems.find((one) => one.path === path)?.message;
  const options = sources.data?.map(({ slug, name: label }) => ({ value: slug, label, ...(slug === label ? {} : { hint: slug }) })) ?? [{ value: source, label: source }];
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setIsTried(true);
    const expiresAt = expiryOf(expiry, Date.now());
    const rateLimit = scopes.includes("ingest") ? toRateLimit(limit) : null;
    if (scopes.length > 0) onSubmit({ name, scopes: [...scopes], source, ...(expiresAt === undefined ? {} : { expires_at: expiresAt }), ...(rateLimit && { rate_limit: rateLimit }) });
  };
  return (
    <form id={id} onSubmit={submit} className="flex flex-col gap-4">
      <FieldRow label="Name" htmlFor={`${id}-name`} error={problem("name")} help="What will use it: checkout service, CI.">
        <Input id={`${id}-name`} value={name} onChange={(event) => setName(event.target.value)} maxLength={120} required />
      </FieldRow>
      <ScopeChoice value={scopes} onChange={setScopes} problem={problem("scopes") ?? (isTried && scopes.length === 0 ? "Choose at least one" : undefined)} />
      <div className="grid gap-4 sm:grid-cols-2">
        <FieldRow label="Source" htmlFor={`${id}-source`} error={problem("source")} help="Where its events count as coming from.">
          <Select id={`${id}-source`} value={source} onValueChange={setSource} options={options} />
        </FieldRow>
        <FieldRow label="Expires" htmlFor={`${id}-expires`} error={problem("expires_at")}>
          <Select id={`${id}-expires`} value={expiry} onValueChange={setExpiry} options={expiries} />
        </FieldRow>
      </div>
      {scopes.includes("ingest") && <RateLimitFields id={`${id}-limit`} value={limit} onChange={setLimit} problems={problems} />}
      {error !== null && problems.length === 0 && (
        <p role="alert" className="text-dense text-dead">
          {describeError(error).message}
        </p>
      )}
    </form>
  );
}

type ScopeChoiceProps = { value: readonly Scope[]; onChange: (value: readonly Scope[]) => void; problem: string | undefined };

function ScopeChoice({ value, onChange, problem }: ScopeChoiceProps) {
  const id = useId();
  return (
    <fieldset>
      <legend className="mb-1.5 text-dense font-medium">What it may do</legend>
      <div className="divide-y divide-neutral-4 rounded-md border">
        {allScopes.map((scope) => (
          <label key={scope} htmlFor={`${id}-${scope}`} className="flex cursor-pointer items-start gap-3 px-3 py-2.5">
            <Checkbox
              id={`${id}-${scope}`}
              checked={value.includes(scope)}
              onCheckedChange={(checked) => onChange(checked === true ? [...value, scope] : value.filter((one) => one !== scope))}
              className="mt-0.5"
            />
            <span className="text-dense">
              <span className="font-medium">{scopeTexts[scope].title}</span> <code className="font-mono text-mono text-neutral-10">{scope}</code>
              <span className="block text-neutral-11">{scopeTexts[scope].detail}</span>
            </span>
          </label>
        ))}
      </div>
      {problem && (
        <p role="alert" className="mt-1.5 text-label text-dead">
          {problem}
        </p>
      )}
    </fieldset>
  );
}
