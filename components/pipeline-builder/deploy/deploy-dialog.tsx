"use client";

import { CircleCheck } from "lucide-react";
import { useMemo, useState } from "react";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import { ErrorState } from "@/components/ui/error-state";
import { Skeleton } from "@/components/ui/skeleton";
import { type PipelineDetail } from "@/lib/pipelines/pipeline-resource";
import { type Autosave } from "../autosave/use-autosave";
import { ChangeList } from "../diff/change-list";
import { diffDefinitions, type DefinitionChange } from "../diff/diff-definitions";
import { useNames } from "../diff/use-names";
import { readDraft } from "../editor/read-draft";
import { ProblemList } from "../problems/problem-list";
import { useBuilder } from "../state/builder-context";
import { useVersions } from "../versions/use-versions";
import { DeployRefusal } from "./deploy-refusal";
import { useDeploy } from "./use-deploy";

type DeployDialogProps = { pipeline: PipelineDetail; autosave: Autosave; open: boolean; onOpenChange: (open: boolean) => void };

/** What deploying would change, in words, and what came of it. */
export function DeployDialog({ pipeline, autosave, open, onOpenChange }: DeployDialogProps) {
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <DeployContent pipeline={pipeline} autosave={autosave} onClose={() => onOpenChange(false)} />
    </Dialog>
  );
}

function DeployContent({ pipeline, autosave, onClose }: Omit<DeployDialogProps, "open" | "onOpenChange"> & { onClose: () => void }) {
  const { number, changes, error, refetch } = useDeployedChanges(pipeline);
  const problems = useBuilder((state) => state.problems);
  const [activates, setActivates] = useState(pipeline.status !== "paused");
  const deploy = useDeploy(pipeline.id, autosave);
  const errors = problems.filter(({ severity }) => severity === "error");
  const isUnchanged = changes?.length === 0;

  if (deploy.isSuccess) return <Deployed pipeline={deploy.data} onClose={onClose} />;
  return (
    <DialogContent
      title={`Deploy version ${number + 1}`}
      description={pipeline.status === "active" ? "New events run on it at once; runs in flight finish on their version." : "It is frozen as it is now; the draft can be edited on."}
      footer={
        <>
          {pipeline.status !== "active" && (
            <label className="mr-auto flex items-center gap-2 text-dense">
              <Checkbox checked={activates} onCheckedChange={(checked) => setActivates(checked === true)} />
              and activate it
            </label>
          )}
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" isBusy={deploy.isPending} disabled={errors.length > 0 || isUnchanged} onClick={() => deploy.mutate({ activates })}>
            Deploy
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        {deploy.isError && <DeployRefusal error={deploy.error} onJump={onClose} />}
        {errors.length > 0 && (
          <section className="rounded-md border border-dead/40 bg-dead-tint p-3">
            <h3 className="pb-2 text-dense font-medium">{errors.length === 1 ? "One problem stands in the way" : `${errors.length} problems stand in the way`}</h3>
            <ProblemList problems={errors} onJump={onClose} />
          </section>
        )}
        {error ? (
          <ErrorState error={error} onRetry={refetch} />
        ) : changes === null ? (
          <Changing />
        ) : isUnchanged ? (
          <p className="text-dense text-neutral-11">Nothing changed since version {number}.</p>
        ) : (
          <section>
            <h3 className="pb-2 text-dense font-medium text-neutral-11">{number === 0 ? "The first version" : `Since version ${number}`}</h3>
            <ChangeList changes={changes} />
          </section>
        )}
      </div>
    </DialogContent>
  );
}

function Changing() {
  return (
    <div className="flex flex-col gap-2">
      <Skeleton className="w-4/5" />
      <Skeleton className="w-3/5" />
      <Skeleton className="w-2/3" />
    </div>
  );
}

function Deployed({ pipeline: { version, status }, onClose }: { pipeline: PipelineDetail; onClose: () => void }) {
  return (
    <DialogContent title="Deployed" footer={<Button variant="primary" onClick={onClose}>Done</Button>}>
      <p role="status" className="flex items-center gap-3">
        <CircleCheck className="size-6 shrink-0 text-delivered" aria-hidden="true" />
        <span>
          Version <span className="font-mono">{version?.number}</span> {status === "active" ? "takes new events from now on." : "is ready. Activate the pipeline to let events in."}
        </span>
      </p>
    </DialogContent>
  );
}

type DeployedChanges = { number: number; changes: DefinitionChange[] | null; error: unknown; refetch: () => void };

/** From the newest version to the draft; `changes` is null while they are being found out. */
function useDeployedChanges({ id, version }: PipelineDetail): DeployedChanges {
  const { data, error, refetch } = useVersions(id, version !== null);
  const definition = useBuilder((state) => state.editor.definition);
  const isReady = useBuilder((state) => state.inventory.connections !== undefined && state.inventory.sources !== undefined);
  const names = useNames();
  const deployed = version === null ? empty(definition.name) : data?.find(({ number }) => number === version.number)?.definition;
  const changes = useMemo(() => {
    const before = deployed && readDraft(deployed);
    return isReady && before?.ok ? diffDefinitions(before.definition, definition, names) : null;
  }, [deployed, definition, names, isReady]);
  return { number: version?.number ?? 0, changes, error, refetch: () => void refetch() };
}

function empty(name: string) {
  return { version: 1, slug: "", name, sources: [], steps: [], destinations: [] };
}
