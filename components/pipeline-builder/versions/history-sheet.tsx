"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState } from "@/components/ui/error-state";
import { Sheet, SheetContent } from "@/components/ui/sheet";
import { Skeleton } from "@/components/ui/skeleton";
import { type PipelineDetail } from "@/lib/pipelines/pipeline-resource";
import { type Autosave } from "../autosave/use-autosave";
import { VersionComparison } from "./version-comparison";
import { VersionRow } from "./version-row";
import { useVersions } from "./use-versions";

type HistorySheetProps = { pipeline: PipelineDetail; autosave: Autosave; open: boolean; onOpenChange: (open: boolean) => void };

/** Every version that was deployed: what it changed, compared with any other, and restored. */
export function HistorySheet({ pipeline, autosave, open, onOpenChange }: HistorySheetProps) {
  return (
    <Sheet open={open} onOpenChange={onOpenChange}>
      <SheetContent title="History" description="Versions are frozen when they are deployed. Restoring one makes it the draft.">
        {open && <Versions pipeline={pipeline} autosave={autosave} onRestored={() => onOpenChange(false)} />}
      </SheetContent>
    </Sheet>
  );
}

function Versions({ pipeline, autosave, onRestored }: { pipeline: PipelineDetail; autosave: Autosave; onRestored: () => void }) {
  const { data, error, isPending, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useVersions(pipeline.id);
  const [chosen, setChosen] = useState<number | null>(null);
  if (isPending) return <div className="flex flex-col gap-2">{[1, 2, 3].map((row) => <Skeleton key={row} className="h-14" />)}</div>;
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (data.length === 0) return <EmptyState title="Nothing has been deployed yet." description="Each deploy adds a version here." />;
  return (
    <ol className="flex flex-col gap-1">
      {data.map((version, index) => (
        <VersionRow
          key={version.id}
          version={version}
          isCurrent={version.number === pipeline.version?.number}
          isOpen={chosen === version.number}
          onToggle={() => setChosen(chosen === version.number ? null : version.number)}
        >
          <VersionComparison pipeline={pipeline} autosave={autosave} version={version} previous={data[index + 1] ?? null} versions={data} onRestored={onRestored} />
        </VersionRow>
      ))}
      {hasNextPage && (
        <li>
          <Button variant="ghost" className="w-full" isBusy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            Show older versions
          </Button>
        </li>
      )}
    </ol>
  );
}
