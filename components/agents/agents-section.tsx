"use client";

import { Bot } from "lucide-react";
import { parseAsString, useQueryState } from "nuqs";
import { useState } from "react";
import { useViewer } from "@/components/frame/viewer-context";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState } from "@/components/ui/error-state";
import { RelativeTime } from "@/components/ui/relative-time";
import { Table, TBody, TD, TH, THead, TR } from "@/components/ui/table";
import type { AgentResource } from "@/lib/agents/agents";
import { NewAgentDialog } from "./new-agent-dialog";
import { useAgents, usePipelines, useRevokeAgent } from "./use-agents";

/** Keys of AI agents, which may run the pipelines they name and nothing else. */
export function AgentsSection() {
  const { canEdit } = useViewer();
  const agents = useAgents();
  const pipelines = usePipelines();
  const [isNew, setIsNew] = useQueryState("agent", parseAsString);
  const [revoked, setRevoked] = useState<AgentResource>();
  const revoke = useRevokeAgent();
  const living = agents.data?.filter(({ revoked_at }) => revoked_at === null);
  const nameOf = (id: string) => pipelines.data?.find((pipeline) => pipeline.id === id)?.name ?? id;
  const create = canEdit && (
    <Button onClick={() => void setIsNew("new")}>
      <Bot aria-hidden="true" />
      Create an agent
    </Button>
  );
  return (
    <section aria-labelledby="agents-title" className="pt-10">
      <div className="flex flex-wrap items-start justify-between gap-3 pb-3">
        <div>
          <h2 id="agents-title" className="font-semibold">AI agents</h2>
          <p className="max-w-2xl text-dense text-neutral-11">
            A key that runs the pipelines it names: by <code className="font-mono text-mono">POST /v1/agent/invoke</code>, or as tools over the Model Context Protocol at <code className="font-mono text-mono">/mcp</code>.
          </p>
        </div>
        {living && living.length > 0 && create}
      </div>
      {agents.isError && <ErrorState error={agents.error} onRetry={() => void agents.refetch()} />}
      {living?.length === 0 && <EmptyState title="No agent yet" description="An assistant gets a key of its own, with the pipelines it may run." action={create} />}
      {living && living.length > 0 && (
        <Table>
          <THead>
            <tr>
              <TH>Agent</TH>
              <TH>May run</TH>
              <TH className="max-sm:hidden">Last used</TH>
              {canEdit && <TH><span className="sr-only">Actions</span></TH>}
            </tr>
          </THead>
          <TBody>
            {living.map((agent) => (
              <TR key={agent.id}>
                <TD>
                  <span className="block font-medium">{agent.name}</span>
                  <code className="font-mono text-mono whitespace-nowrap text-neutral-10">{agent.prefix}…</code>
                </TD>
                <TD className="text-neutral-11">{agent.pipeline_ids.map(nameOf).join(", ")}</TD>
                <TD className="whitespace-nowrap max-sm:hidden">{agent.last_used_at ? <RelativeTime at={agent.last_used_at} /> : "never"}</TD>
                {canEdit && (
                  <TD className="text-right">
                    <Button size="sm" variant="ghost" onClick={() => setRevoked(agent)} aria-label={`Revoke ${agent.name}`}>Revoke</Button>
                  </TD>
                )}
              </TR>
            ))}
          </TBody>
        </Table>
      )}
      {revoked && (
        <ConfirmDialog open onOpenChange={() => setRevoked(undefined)} isDanger title={`Revoke ${revoked.name}?`} description="Its key is refused at once, on every server. This can't be undone." confirmLabel="Revoke" onConfirm={() => revoke.mutateAsync(revoked)} />
      )}
      {canEdit && isNew !== null && <NewAgentDialog pipelines={pipelines.data ?? []} onClose={() => void setIsNew(null)} />}
    </section>
  );
}
