"use client";

import { useQuery } from "@tanstack/react-query";
import { CircleCheck, LoaderCircle, TriangleAlert } from "lucide-react";
import { type FormEvent, type ReactNode, useDeferredValue, useId, useState } from "react";
import { apiSend } from "@/components/query/api-client";
import { describeError } from "@/components/query/describe-error";
import { Button } from "@/components/ui/button";
import { FieldRow } from "@/components/ui/field-row";
import { Input } from "@/components/ui/input";
import type { ConnectionTest } from "@/lib/connections/test-connection";
import { useCreateConnection } from "./use-connections";
import { useSlackApp } from "./use-slack-app";

/** Shorter ones are still being typed. */
const tokenPattern = /^xox(b|e\.xoxb)-[\w-]{8,}$/;

/** A token is checked as soon as it is pasted: who it is, and which scopes it lacks. */
export function SlackTokenForm({ onConnected }: { onConnected: (connectionId: string) => void }) {
  const id = useId();
  const [token, setToken] = useState("");
  const pasted = useDeferredValue(token.trim());
  const isToken = tokenPattern.test(pasted);
  const check = useTokenCheck(pasted, isToken);
  const create = useCreateConnection((connection) => onConnected(connection.id));
  const { data: app } = useSlackApp();
  const isReady = check.data?.ok === true && check.data.missing_scopes.length === 0;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isReady) create.mutate({ kind: "slack", config: { botToken: pasted } });
  };
  return (
    <form onSubmit={submit} className="flex flex-1 flex-col gap-3">
      <FieldRow
        label="Bot token"
        htmlFor={id}
        error={pasted !== "" && !isToken && pasted.length > 4 && !"xoxb-".startsWith(pasted.slice(0, 5)) ? "A bot token starts with xoxb-" : undefined}
        help={
          <>
            From <a className="underline underline-offset-2 hover:text-neutral-12" href="https://api.slack.com/apps" target="_blank" rel="noreferrer">your Slack app</a>, page OAuth &amp; Permissions.{" "}
            {app && (
              <>
                None yet?{" "}
                <a className="underline underline-offset-2 hover:text-neutral-12" href={app.manifest.create_url} target="_blank" rel="noreferrer">Create one</a> and install it.
              </>
            )}
          </>
        }
      >
        <Input id={id} type="password" autoComplete="off" spellCheck={false} placeholder="xoxb-…" value={token} onChange={(event) => setToken(event.target.value)} className="font-mono text-mono" aria-describedby={`${id}-help`} />
      </FieldRow>
      <div aria-live="polite" className="text-dense empty:hidden">
        {isToken && <CheckResult check={check} />}
        {create.error && <Problem>{describeError(create.error).message}</Problem>}
      </div>
      <Button type="submit" variant={isReady ? "primary" : "secondary"} className="mt-auto" disabled={!isReady} isBusy={create.isPending}>
        Connect
      </Button>
    </form>
  );
}

function useTokenCheck(token: string, isToken: boolean) {
  return useQuery({
    // By the token itself, which stays in this page's memory and is dropped with it.
    queryKey: ["slack-token-check", token],
    queryFn: async () => (await apiSend<{ data: ConnectionTest }>("POST", "/v1/connections/check", { kind: "slack", config: { botToken: token } })).data,
    enabled: isToken,
    gcTime: 0,
    staleTime: 30_000,
    retry: false,
  });
}

function CheckResult({ check }: { check: ReturnType<typeof useTokenCheck> }) {
  if (check.isPending) return <Line icon={<LoaderCircle className="animate-spin text-neutral-10" />}>Asking Slack…</Line>;
  if (check.error) return <Problem>{describeError(check.error).message}</Problem>;
  if (!check.data.ok) return <Problem>{check.data.detail}</Problem>;
  const { summary, missing_scopes: missing } = check.data;
  if (missing.length === 0) return <Line icon={<CircleCheck className="text-delivered" />}>{summary}</Line>;
  return (
    <Problem>
      {summary} lacks the {missing.length === 1 ? "scope" : "scopes"} <code className="font-mono text-mono">{missing.join(", ")}</code>. Add {missing.length === 1 ? "it" : "them"} on the page OAuth &amp; Permissions and install the app again.
    </Problem>
  );
}

function Problem({ children }: { children: ReactNode }) {
  return <Line icon={<TriangleAlert className="text-dead" />}>{children}</Line>;
}

function Line({ icon, children }: { icon: ReactNode; children: ReactNode }) {
  return (
    <p className="flex items-start gap-2 [&_svg]:mt-0.5 [&_svg]:size-4 [&_svg]:shrink-0">
      {icon}
      <span className="min-w-0 break-words">{children}</span>
    </p>
  );
}
