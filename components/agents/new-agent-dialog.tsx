"use client";

import { type FormEvent, useId, useState } from "react";
import { describeError } from "@/components/query/describe-error";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { CodeBlock } from "@/components/ui/code-block";
import { Dialog, DialogClose, DialogContent } from "@/components/ui/dialog";
import { FieldRow } from "@/components/ui/field-row";
import { Input } from "@/components/ui/input";
import { ShownOnceDialog } from "@/components/ui/shown-once-dialog";
import type { PipelineListItem } from "@/lib/pipelines/pipeline-resource";
import { useCreateAgent } from "./use-agents";

/** Asks what it may run, then shows its key the one time. */
export function NewAgentDialog({ pipelines, onClose }: { pipelines: readonly PipelineListItem[]; onClose: () => void }) {
  const id = useId();
  const [name, setName] = useState("");
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const create = useCreateAgent();
  if (create.data) return <AgentShown name={create.data.name} agentKey={create.data.key} onClose={onClose} />;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (chosen.length > 0) create.mutate({ name, pipelines: [...chosen] });
  };
  return (
    <Dialog open onOpenChange={onClose}>
      <DialogContent
        title="Create an agent"
        footer={
          <>
            <DialogClose asChild>
              <Button>Cancel</Button>
            </DialogClose>
            <Button type="submit" form={id} variant="primary" disabled={chosen.length === 0} isBusy={create.isPending}>
              Create
            </Button>
          </>
        }
      >
        <form id={id} onSubmit={submit} className="flex flex-col gap-4">
          <FieldRow label="Name" htmlFor={`${id}-name`} help="What will use it: support assistant.">
            <Input id={`${id}-name`} value={name} onChange={(event) => setName(event.target.value)} maxLength={120} required />
          </FieldRow>
          <fieldset>
            <legend className="mb-1.5 text-dense font-medium">May run</legend>
            {pipelines.length === 0 && <p className="text-dense text-neutral-11">There is no pipeline yet.</p>}
            <div className="max-h-60 divide-y divide-neutral-4 overflow-y-auto rounded-md border empty:hidden">
              {pipelines.map((pipeline) => (
                <label key={pipeline.id} htmlFor={`${id}-${pipeline.id}`} className="flex cursor-pointer items-center gap-3 px-3 py-2 text-dense">
                  <Checkbox
                    id={`${id}-${pipeline.id}`}
                    checked={chosen.includes(pipeline.id)}
                    onCheckedChange={(checked) => setChosen(checked === true ? [...chosen, pipeline.id] : chosen.filter((one) => one !== pipeline.id))}
                  />
                  <span className="font-medium">{pipeline.name}</span>
                  <span className="text-neutral-10">{pipeline.status}</span>
                </label>
              ))}
            </div>
          </fieldset>
          {create.error && (
            <p role="alert" className="text-dense text-dead">
              {describeError(create.error).message}
            </p>
          )}
        </form>
      </DialogContent>
    </Dialog>
  );
}

function AgentShown({ name, agentKey, onClose }: { name: string; agentKey: string; onClose: () => void }) {
  const config = JSON.stringify({ mcpServers: { ingestlayer: { type: "http", url: `${location.origin}/mcp`, headers: { Authorization: `Bearer ${agentKey}` } } } }, null, 2);
  return (
    <ShownOnceDialog title={`${name} is ready`} description="Copy its key now: it is not shown again." onClose={onClose}>
      <CodeBlock code={agentKey} language="key" />
      <div>
        <p className="mb-1 text-dense text-neutral-11">For a client of the Model Context Protocol:</p>
        <CodeBlock code={config} language="JSON" />
      </div>
    </ShownOnceDialog>
  );
}
