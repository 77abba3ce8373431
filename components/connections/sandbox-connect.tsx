"use client";

import Link from "next/link";
import { searchOf } from "@/components/query/api-client";
import { showError } from "@/components/query/show-error";
import { Button } from "@/components/ui/button";
import { useConnections, useCreateConnection } from "./use-connections";

type SandboxConnectProps = {
  /** Of this install: the sandbox is part of it. */
  origin: string;
  returnTo: string | undefined;
  onConnected: (connectionId: string) => void;
};

/** The workspace inside of this install, for trying things out; said plainly, so that nobody waits for a message in Slack. */
export function SandboxConnect({ origin, returnTo, onConnected }: SandboxConnectProps) {
  const connections = useConnections({ kind: "slack" });
  const connected = connections.data?.find(({ config }) => config.apiBaseUrl === origin);
  const create = useCreateConnection((connection) => onConnected(connection.id));
  return (
    <>
      <p className="text-dense text-neutral-11">
        A stand-in for Slack on this server, with channels to read along in. Nothing leaves for Slack.{" "}
        <Link href="/sandbox/slack" className="whitespace-nowrap underline underline-offset-2 hover:text-neutral-12">
          Look inside
        </Link>
      </p>
      <div className="mt-auto flex flex-col gap-2">
        {connected ? (
          <Button onClick={() => onConnected(connected.id)}>Use {connected.name}, already connected</Button>
        ) : (
          <Button isBusy={create.isPending} disabled={connections.isPending} onClick={() => create.mutate({ kind: "slack", name: "Sandbox", sandbox: true }, { onError: showError })}>
            Connect the sandbox
          </Button>
        )}
        <a href={`/api/slack/install${searchOf({ sandbox: 1, return_to: returnTo })}`} className="self-center text-label text-neutral-10 underline-offset-2 hover:text-neutral-12 hover:underline">
          or try Slack’s sign-in there
        </a>
      </div>
    </>
  );
}
