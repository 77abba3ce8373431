"use client";

import { Plus, Upload } from "lucide-react";
import Link from "next/link";
import { parseAsString, parseAsStringLiteral, useQueryState, useQueryStates } from "nuqs";
import { useMemo, useRef } from "react";
import { useCommands } from "@/components/commands/commands-context";
import { useViewer } from "@/components/frame/viewer-context";
import { LoadMore } from "@/components/lists/load-more";
import type { InventoryConnection, InventorySource } from "@/components/pipeline-builder/state/inventory";
import { useApiPages } from "@/components/query/use-api-query";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState } from "@/components/ui/error-state";
import { PageHeader } from "@/components/ui/page-header";
import { ImportDialog } from "./import-dialog";
import { NewPipelineDialog } from "./new-pipeline-dialog";
import { PipelineCard } from "./pipeline-card";
import { countStatuses, filterPipelines, sortOrders, statusFilters } from "./pipeline-filter";
import { PipelineFilterBar } from "./pipeline-filter-bar";
import { PipelineSkeleton } from "./pipeline-skeleton";
import { stepFocus } from "./step-focus";
import { usePipelines } from "./use-pipelines";

const filterParsers = {
  q: parseAsString.withDefault(""),
  status: parseAsStringLiteral(statusFilters).withDefault("all"),
  sort: parseAsStringLiteral(sortOrders).withDefault("newest"),
};

/** Every pipeline as a card: what it does, whether events arrive, whether something needs a person. */
export function PipelinesView() {
  const { canEdit } = useViewer();
  const [filter, setFilter] = useQueryStates(filterParsers);
  const [dialog, setDialog] = useQueryState("dialog", parseAsStringLiteral(["new", "import"]));
  const search = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const pipelines = usePipelines(filter.status === "archived");
  const sources = useApiPages<InventorySource>("sources", "/v1/sources", { limit: 200 });
  const connections = useApiPages<InventoryConnection>("connections", "/v1/connections", { limit: 200 });
  const shown = useMemo(() => filterPipelines(pipelines.data ?? [], { status: filter.status, text: filter.q, sort: filter.sort }), [pipelines.data, filter]);
  const inventory = { sources: sources.data, connections: connections.data };
  useCommands([
    { id: "pipelines-search", label: "Search pipelines", group: "Pipelines", keys: "/", run: () => search.current?.focus() },
    { id: "pipelines-next", label: "Next pipeline", group: "Pipelines", keys: "j", run: () => stepFocus(list.current, 1) },
    { id: "pipelines-previous", label: "Previous pipeline", group: "Pipelines", keys: "k", run: () => stepFocus(list.current, -1) },
    ...(canEdit
      ? [
          { id: "pipelines-new", label: "New pipeline", group: "Pipelines", icon: Plus, keys: "n", run: () => setDialog("new") },
          { id: "pipelines-import", label: "Import a pipeline", group: "Pipelines", icon: Upload, run: () => setDialog("import") },
        ]
      : []),
  ]);

  const isFiltered = filter.q !== "" || filter.status !== "all";
  return (
    <>
      <PageHeader title="Pipelines" description="Where events come from, what is done to them, where they go." actions={canEdit && <Actions onNew={() => setDialog("new")} onImport={() => setDialog("import")} />} />
      {(isFiltered || (pipelines.data?.length ?? 0) > 0) && (
        <PipelineFilterBar searchRef={search} filter={filter} onChange={(change) => void setFilter(change)} counts={countStatuses(pipelines.data ?? [])} onLeave={() => stepFocus(list.current, 1)} />
      )}
      {pipelines.isPending ? (
        <PipelineSkeleton />
      ) : pipelines.isError ? (
        <ErrorState error={pipelines.error} onRetry={() => void pipelines.refetch()} />
      ) : shown.length > 0 ? (
        <div
          ref={list}
          className="flex flex-col gap-3"
          onKeyDown={(event) => {
            const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
            if (by && event.target instanceof HTMLElement && event.target.matches("[data-card]") && stepFocus(list.current, by)) event.preventDefault();
          }}
        >
          {shown.map((pipeline) => <PipelineCard key={pipeline.id} pipeline={pipeline} inventory={inventory} />)}
        </div>
      ) : isFiltered ? (
        <EmptyState title={filter.status === "archived" && filter.q === "" ? "Nothing is archived." : "No pipeline is like this."} action={<Button onClick={() => void setFilter(null)}>Show all</Button>} />
      ) : (
        <NoPipelines canEdit={canEdit} onNew={() => setDialog("new")} />
      )}
      {pipelines.data && <LoadMore hasMore={pipelines.hasNextPage} isLoading={pipelines.isFetchingNextPage} onMore={() => void pipelines.fetchNextPage()} />}
      <NewPipelineDialog open={dialog === "new"} onOpenChange={(open) => setDialog(open ? "new" : null)} />
      <ImportDialog open={dialog === "import"} onOpenChange={(open) => setDialog(open ? "import" : null)} />
    </>
  );
}

function Actions({ onNew, onImport }: { onNew: () => void; onImport: () => void }) {
  return (
    <>
      <Button onClick={onImport}>
        <Upload aria-hidden="true" />
        Import
      </Button>
      <Button variant="primary" onClick={onNew}>
        <Plus aria-hidden="true" />
        New pipeline
      </Button>
    </>
  );
}

function NoPipelines({ canEdit, onNew }: { canEdit: boolean; onNew: () => void }) {
  if (!canEdit) return <EmptyState title="There is no pipeline yet." description="An editor of this organization can make one." />;
  return (
    <EmptyState
      title="There is no pipeline yet."
      description="The first steps lead from an event of your own to a message in Slack in two minutes."
      action={
        <>
          <Button variant="primary" asChild><Link href="/welcome">Start here</Link></Button>
          <Button onClick={onNew}>Blank pipeline</Button>
        </>
      }
    />
  );
}
