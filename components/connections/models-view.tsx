"use client";

import { Plus, Regex } from "lucide-react";
import { useState } from "react";
import { useViewer } from "@/components/frame/viewer-context";
import { LoadMore } from "@/components/lists/load-more";
import { DestinationMark } from "@/components/marks/destination-mark";
import { Button } from "@/components/ui/button";
import { DropdownMenu, DropdownMenuContent, DropdownMenuItem, DropdownMenuTrigger } from "@/components/ui/dropdown-menu";
import { ErrorState } from "@/components/ui/error-state";
import { Sheet, SheetContent } from "@/components/ui/sheet";
import { Skeleton } from "@/components/ui/skeleton";
import { isModelKind } from "@/lib/connections/model-kinds";
import { kindTitle, modelConnectionKinds } from "./connection-kinds";
import { ModelRow } from "./model-row";
import { NewConnectionForm } from "./new-connection-form";
import { useConnections } from "./use-connections";

/** Language models that steps may ask, with keys of one's own. */
export function ModelsView() {
  const { canEdit } = useViewer();
  const query = useConnections();
  const [newKind, setNewKind] = useState<string>();
  const models = query.data?.filter(({ kind }) => isModelKind(kind)) ?? [];
  return (
    <div className="flex max-w-3xl flex-col gap-4">
      <div className="flex flex-wrap items-start justify-between gap-3">
        <p className="max-w-xl text-dense text-neutral-11">
          Steps such as <code className="font-mono text-mono">classify</code> can ask a model. Bring your own: its key is stored encrypted, and calls go straight from this server to the vendor.
        </p>
        {canEdit && <AddMenu onChoose={setNewKind} />}
      </div>
      {query.isPending && <Skeleton className="h-32" />}
      {query.isError && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
      {query.isSuccess && (
        <ul className="divide-y divide-neutral-4 rounded-md border">
          <KeywordRow />
          {models.map((model) => (
            <ModelRow key={model.id} model={model} />
          ))}
        </ul>
      )}
      {query.isSuccess && models.length === 0 && <p className="text-dense text-neutral-10">No model is connected. Everything works without one.</p>}
      <LoadMore hasMore={query.hasNextPage} isLoading={query.isFetchingNextPage} onMore={() => void query.fetchNextPage()} />
      <Sheet open={newKind !== undefined} onOpenChange={() => setNewKind(undefined)}>
        {newKind !== undefined && (
          <SheetContent title={`Connect ${kindTitle(newKind)}`} description="The vendor is asked whether the key works before it is stored.">
            <NewConnectionForm kind={newKind} onCreated={() => setNewKind(undefined)} />
          </SheetContent>
        )}
      </Sheet>
    </div>
  );
}

function AddMenu({ onChoose }: { onChoose: (kind: string) => void }) {
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button variant="primary">
          <Plus aria-hidden="true" />
          Add a model
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent align="end" className="w-72">
        {modelConnectionKinds.map(({ kind, title, summary }) => (
          <DropdownMenuItem key={kind} onSelect={() => onChoose(kind)} className="items-start">
            <DestinationMark kind={kind} />
            <span>
              {title}
              <span className="block text-label text-neutral-10">{summary}</span>
            </span>
          </DropdownMenuItem>
        ))}
      </DropdownMenuContent>
    </DropdownMenu>
  );
}

function KeywordRow() {
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-1 px-4 py-3">
      <span aria-hidden="true" className="inline-grid size-8 shrink-0 place-items-center rounded-xs border bg-raised text-neutral-11">
        <Regex className="size-5" />
      </span>
      <div className="min-w-0 flex-1 basis-56">
        <p>
          <code className="font-mono text-mono font-medium">keyword</code> <span className="ml-1 rounded-xs bg-neutral-3 px-1.5 text-label text-neutral-11">not a model</span>
        </p>
        <p className="text-dense text-neutral-11">Built in: labels an event by the words and patterns you give, and understands nothing. Needs no key and no network.</p>
      </div>
    </li>
  );
}
