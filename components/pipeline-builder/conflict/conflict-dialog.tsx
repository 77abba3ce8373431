"use client";

import { useMutation } from "@tanstack/react-query";
import { useViewer } from "@/components/frame/viewer-context";
import { apiGet } from "@/components/query/api-client";
import { showError } from "@/components/query/show-error";
import { useApiQuery } from "@/components/query/use-api-query";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import { ErrorState } from "@/components/ui/error-state";
import { RelativeTime } from "@/components/ui/relative-time";
import { Skeleton } from "@/components/ui/skeleton";
import { type PipelineDetail } from "@/lib/pipelines/pipeline-resource";
import { type Autosave } from "../autosave/use-autosave";
import { ChangeList } from "../diff/change-list";
import { diffDefinitions } from "../diff/diff-definitions";
import { useNames } from "../diff/use-names";
import { readDraft } from "../editor/read-draft";
import { useBuilder, useBuilderActions, useBuilderParts } from "../state/builder-context";
import { authorWords } from "../versions/author-words";
import { useMembers } from "../versions/use-members";

/** Somebody else, or another tab, saved in between. Nothing is lost until it is decided whose draft it shall be. */
export function ConflictDialog({ autosave: { status, saver } }: { autosave: Autosave }) {
  return (
    <Dialog open={status.kind === "conflict"}>
      {status.kind === "conflict" && <Conflict saver={saver} />}
    </Dialog>
  );
}

function Conflict({ saver }: { saver: Autosave["saver"] }) {
  const { pipelineId } = useBuilderParts();
  const actions = useBuilderActions();
  const path = `/v1/pipelines/${pipelineId}`;
  const { data: theirs, error, refetch } = useApiQuery<PipelineDetail>("pipelines", path, {}, { refetchIntervalMs: 5_000 });
  const decide = useMutation({
    mutationFn: async (whose: "theirs" | "mine") => {
      // As it is now: they may have gone on while the dialog was open.
      const { data: newest } = await apiGet<{ data: PipelineDetail }>(path);
      const reading = readDraft(newest.draft);
      if (whose === "theirs" && reading.ok) actions.load(reading.definition, "Loaded what was saved elsewhere");
      saver.rebase(newest.revision);
      await saver.flush();
    },
    onError: showError,
  });
  const isBehind = theirs === undefined || theirs.revision <= saver.revision();
  return (
    <DialogContent
      title="This draft was changed elsewhere"
      description={
        theirs && !isBehind ? <SavedBy draft={theirs} /> : "Another tab or person saved it after you began."
      }
      onEscapeKeyDown={(event) => event.preventDefault()}
      onInteractOutside={(event) => event.preventDefault()}
      className="[&_header_button]:hidden"
      footer={
        <>
          <Button isBusy={decide.isPending && decide.variables === "mine"} disabled={decide.isPending} onClick={() => decide.mutate("mine")}>
            Keep mine
          </Button>
          <Button variant="primary" isBusy={decide.isPending && decide.variables === "theirs"} disabled={decide.isPending} onClick={() => decide.mutate("theirs")}>
            Load theirs
          </Button>
        </>
      }
    >
      {error ? <ErrorState error={error} onRetry={() => void refetch()} /> : isBehind ? <Skeleton className="h-16" /> : <Difference theirs={theirs} />}
    </DialogContent>
  );
}

function SavedBy({ draft: { draft_saved_by, updated_at } }: { draft: PipelineDetail }) {
  const { userId } = useViewer();
  const author = authorWords(draft_saved_by, userId, useMembers());
  const name = author === "you" ? "You saved it in another tab" : `${author} saved it`;
  return <>{draft_saved_by === null ? "Another tab or person saved it" : name.charAt(0).toUpperCase() + name.slice(1)} <RelativeTime at={updated_at} />, after you began here.</>;
}

function Difference({ theirs }: { theirs: PipelineDetail }) {
  const mine = useBuilder((state) => state.editor.definition);
  const names = useNames();
  const reading = readDraft(theirs.draft);
  const changes = reading.ok ? diffDefinitions(reading.definition, mine, names) : [];
  if (changes.length === 0) return <p className="text-dense text-neutral-11">Both say the same.</p>;
  return (
    <section className="flex flex-col gap-2">
      <h3 className="text-dense font-medium text-neutral-11">Keeping yours would change theirs like this</h3>
      <ChangeList changes={changes} />
      <p className="text-label text-neutral-10">Loading theirs can be undone: undo brings yours back.</p>
    </section>
  );
}
