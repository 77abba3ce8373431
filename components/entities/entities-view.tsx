"use client";

import { Plus, Upload } from "lucide-react";
import { parseAsString, parseAsStringLiteral, useQueryState, useQueryStates } from "nuqs";
import { useDeferredValue, useSyncExternalStore } from "react";
import { useViewer } from "@/components/frame/viewer-context";
import { FilterChip } from "@/components/lists/filter-chip";
import { LoadMore } from "@/components/lists/load-more";
import { SearchField } from "@/components/lists/search-field";
import { useApiPages, useApiQuery } from "@/components/query/use-api-query";
import { Button } from "@/components/ui/button";
import { CodeBlock } from "@/components/ui/code-block";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState } from "@/components/ui/error-state";
import { PageHeader } from "@/components/ui/page-header";
import { Skeleton } from "@/components/ui/skeleton";
import type { EntityResource } from "@/lib/entities/entity-resource";
import { EntityTable } from "./entity-table";
import { ImportJobs } from "./import-jobs";
import { ImportEntitiesDialog } from "./import-entities-dialog";
import { NewEntityDialog } from "./new-entity-dialog";

const filterParsers = { q: parseAsString.withDefault(""), kind: parseAsString };

/** What pipelines remember about customers, users and other things with an id. */
export function EntitiesView() {
  const { canEdit } = useViewer();
  const [{ q, kind }, setFilter] = useQueryStates(filterParsers);
  const [dialog, setDialog] = useQueryState("dialog", parseAsStringLiteral(["new", "import"]));
  const asked = useDeferredValue(q.trim());
  const kinds = useApiQuery<string[]>("entities", "/v1/entity-kinds");
  const query = useApiPages<EntityResource>("entities", "/v1/entities", { limit: 50, kind: kind ?? undefined, q: asked === "" ? undefined : asked }, { keepsPrevious: true });
  const isFiltered = asked !== "" || kind !== null;
  const actions = canEdit && (
    <>
      <Button onClick={() => void setDialog("import")}>
        <Upload aria-hidden="true" />
        Import
      </Button>
      <Button variant="primary" onClick={() => void setDialog("new")}>
        <Plus aria-hidden="true" />
        New entity
      </Button>
    </>
  );
  return (
    <>
      <PageHeader title="Entities" description="What you know about customers, users and other things with an id. Pipelines read it by enrich.entity and remember by upsert.entity." actions={actions} />
      {canEdit && <ImportJobs />}
      {(isFiltered || (query.data?.length ?? 0) > 0) && (
        <div className="mb-3 flex flex-wrap items-center gap-2" role="search" aria-label="Filter entities">
          <SearchField value={q} onChange={(value) => void setFilter({ q: value })} placeholder="Search ids and traits" />
          <FilterChip label="Kind" value={kind} onChange={(value) => void setFilter({ kind: value })} isLoading={kinds.isPending} options={(kinds.data ?? []).map((value) => ({ value, label: value }))} />
        </div>
      )}
      {query.isPending && <Skeleton className="h-40" />}
      {query.isError && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
      {query.data?.length === 0 && (isFiltered ? <EmptyState title="No entity has these words" description="Words are looked for at the beginning of ids and traits." /> : <FirstEntity actions={actions} />)}
      {query.data && query.data.length > 0 && <EntityTable entities={query.data} />}
      <LoadMore hasMore={query.hasNextPage} isLoading={query.isFetchingNextPage} onMore={() => void query.fetchNextPage()} />
      {canEdit && <NewEntityDialog open={dialog === "new"} onOpenChange={(open) => void setDialog(open ? "new" : null)} />}
      {canEdit && <ImportEntitiesDialog open={dialog === "import"} onOpenChange={(open) => void setDialog(open ? "import" : null)} />}
    </>
  );
}

function FirstEntity({ actions }: { actions: React.ReactNode }) {
  const origin = useSyncExternalStore(() => () => {}, () => location.origin, () => "http://127.0.0.1:3000");
  return (
    <EmptyState title="Nothing is remembered yet" description="Send what your app knows, import a file, or let a pipeline remember it." action={actions}>
      <CodeBlock language="curl" code={`curl ${origin}/v1/entities \\\n  -H "authorization: Bearer $INGESTLAYER_KEY" \\\n  -H "content-type: application/json" \\\n  -d '{ "kind": "customer", "external_id": "cus_204", "traits": { "name": "Northwind", "plan": "scale", "mrr": 48900 } }'`} />
    </EmptyState>
  );
}
