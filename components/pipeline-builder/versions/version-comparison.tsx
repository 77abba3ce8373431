"use client";

import { RotateCcw } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Select } from "@/components/ui/select";
import { type PipelineDetail, type VersionResource } from "@/lib/pipelines/pipeline-resource";
import { type Autosave } from "../autosave/use-autosave";
import { ChangeList } from "../diff/change-list";
import { diffDefinitions } from "../diff/diff-definitions";
import { useNames } from "../diff/use-names";
import { readDraft } from "../editor/read-draft";
import { useBuilder } from "../state/builder-context";
import { useRestore } from "./use-restore";

type VersionComparisonProps = {
  pipeline: PipelineDetail;
  autosave: Autosave;
  version: VersionResource;
  previous: VersionResource | null;
  versions: readonly VersionResource[];
  onRestored: () => void;
};

/** What a version changed against the one before, the draft or any other. */
export function VersionComparison({ pipeline, autosave, version, previous, versions, onRestored }: VersionComparisonProps) {
  const [other, setOther] = useState(previous ? String(previous.number) : "draft");
  const [isAsking, setIsAsking] = useState(false);
  const canEdit = useBuilder((state) => state.canEdit);
  const restore = useRestore(pipeline.id, autosave);
  const options = [
    { value: "draft", label: "with the draft" },
    ...versions.filter(({ number }) => number !== version.number).map(({ number }) => ({ value: String(number), label: `with v${number}` })),
  ];
  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center gap-2">
        <span className="text-dense text-neutral-11">Compared</span>
        <Select aria-label={`Compare version ${version.number}`} value={other} onValueChange={setOther} options={options} className="w-auto" />
        <span className="flex-1" />
        {canEdit && (
          <Button size="sm" onClick={() => setIsAsking(true)}>
            <RotateCcw aria-hidden="true" />
            Restore
          </Button>
        )}
      </div>
      <Comparison version={version} other={versions.find(({ number }) => String(number) === other) ?? null} />
      <ConfirmDialog
        title={`Restore version ${version.number}?`}
        description="It takes the place of the draft. Nothing is deployed by that, and undo brings the draft back."
        confirmLabel="Restore"
        open={isAsking}
        onOpenChange={setIsAsking}
        onConfirm={async () => {
          await restore.mutateAsync(version.number);
          onRestored();
        }}
      />
    </div>
  );
}

/** The older of the two comes first; the draft is the newest of all. */
function Comparison({ version, other }: { version: VersionResource; other: VersionResource | null }) {
  const draft = useBuilder((state) => state.editor.definition);
  const names = useNames();
  const [mine, its] = [readDraft(version.definition), other && readDraft(other.definition)];
  if (!mine.ok || (its && !its.ok)) return <p className="text-dense text-neutral-10">This version can&apos;t be read here.</p>;
  const isLater = other !== null && other.number < version.number;
  const [before, after] = isLater && its ? [its.definition, mine.definition] : [mine.definition, its ? its.definition : draft];
  const changes = diffDefinitions(before, after, names);
  const title = `From ${isLater ? `v${other.number}` : `v${version.number}`} to ${isLater ? `v${version.number}` : other ? `v${other.number}` : "the draft"}`;
  return (
    <section>
      <h3 className="pb-2 text-label text-neutral-10">{title}</h3>
      {changes.length === 0 ? <p className="text-dense text-neutral-11">They do the same.</p> : <ChangeList changes={changes} />}
    </section>
  );
}
