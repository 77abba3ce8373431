"use client";

import { useMutation } from "@tanstack/react-query";
import { Send } from "lucide-react";
import { useState } from "react";
import { apiSend } from "@/components/query/api-client";
import { Button } from "@/components/ui/button";
import type { ConnectionResource } from "@/lib/connections/connection-resource";
import type { TestMessageResult } from "@/lib/connections/send-test-message";
import { destinationDefinition } from "@/lib/destinations/catalog";
import type { JsonObject } from "@/lib/pipeline/context";
import { Arrival } from "./arrival";
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
        <Arrival result={send.data} error={send.error} />
      </div>
    </div>
  );
}
