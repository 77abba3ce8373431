"use client";

import { useMutation } from "@tanstack/react-query";
import { CircleCheck, ExternalLink, Send, TriangleAlert } from "lucide-react";
import { useState } from "react";
import { apiSend } from "@/components/query/api-client";
import { describeError } from "@/components/query/describe-error";
import { Button } from "@/components/ui/button";
import type { ConnectionResource } from "@/lib/connections/connection-resource";
import type { TestMessageResult } from "@/lib/connections/send-test-message";
import { destinationDefinition } from "@/lib/destinations/catalog";
import type { JsonObject } from "@/lib/pipeline/context";
import { hasTargetFields } from "./target-choice";
import { TargetPicker } from "./target-picker";

type TestMessageProps = {
  connection: Pick<ConnectionResource, "id" | "kind" | "config">;
  /** Called once one arrived. */
  onArrived?: () => void;
};

/** Sends one real message, past every queue, and links to it. */
export function TestMessage({ connection: { id, kind, config }, onArrived }: TestMessageProps) {
  const [target, setTarget] = useState<JsonObject>({});
  const send = useMutation({
    mutationFn: async () => (await apiSend<{ data: TestMessageResult }>("POST", `/v1/connections/${id}/test-message`, { target })).data,
    onSuccess: (result) => result.ok && onArrived?.(),
  });
  const isReady = destinationDefinition(kind)?.target.safeParse(target).success === true;
  return (
    <div className="flex flex-col gap-3">
      <TargetPicker connectionId={id} kind={kind} value={target} onChange={(value) => (send.reset(), setTarget(value))} problems={[]} disabled={send.isPending} />
      {!hasTargetFields(kind) && typeof config.url === "string" && (
        <p className="text-dense text-neutral-11">
          Goes to <code className="font-mono text-mono break-all">{config.url}</code>.
        </p>
      )}
      <div className="flex flex-wrap items-center gap-3">
        <Button variant="primary" isBusy={send.isPending} disabled={!isReady} onClick={() => send.mutate()}>
          <Send aria-hidden="true" />
          Send test message
        </Button>
        <div role="status" className="min-w-0 text-dense empty:hidden">
          {send.data && <Result result={send.data} />}
          {send.error && <Failure text={describeError(send.error).message} />}
        </div>
      </div>
    </div>
  );
}

function Result({ result }: { result: TestMessageResult }) {
  if (!result.ok) return <Failure text={result.detail} />;
  return (
    <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
      <span className="flex items-center gap-1.5">
        <CircleCheck className="size-4 shrink-0 text-delivered" aria-hidden="true" />
        Arrived
      </span>
      {result.url && (
        <a href={result.url} target="_blank" rel="noreferrer" className="flex items-center gap-1 underline underline-offset-2">
          See the message
          <ExternalLink className="size-3.5" aria-hidden="true" />
        </a>
      )}
    </span>
  );
}

function Failure({ text }: { text: string }) {
  return (
    <span className="flex items-start gap-1.5">
      <TriangleAlert className="mt-0.5 size-4 shrink-0 text-dead" aria-hidden="true" />
      <span className="min-w-0 break-words">{text}</span>
    </span>
  );
}
