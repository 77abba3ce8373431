"use client";

import { Plus } from "lucide-react";
import Link from "next/link";
import { parseAsString, useQueryState } from "nuqs";
import { useViewer } from "@/components/frame/viewer-context";
import { LoadMore } from "@/components/lists/load-more";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState } from "@/components/ui/error-state";
import { PageHeader } from "@/components/ui/page-header";
import { RelativeTime } from "@/components/ui/relative-time";
import { Skeleton } from "@/components/ui/skeleton";
import { Table, TBody, TD, TH, THead, TR } from "@/components/ui/table";
import type { SchemaResource } from "@/lib/schemas/schema-resource";
import { DeclareDialog } from "./declare-dialog";
import { fieldCount, modeOptions, modeWords, schemaPath } from "./schema-words";
import { useSchemas } from "./use-schemas";

/** Which events are declared, and what happens to one that does not fit. */
export function SchemasView() {
  const { canEdit } = useViewer();
  const query = useSchemas();
  const [isNew, setIsNew] = useQueryState("new", parseAsString);
  const declare = canEdit && (
    <Button variant="primary" onClick={() => void setIsNew("1")}>
      <Plus aria-hidden="true" />
      Declare an event
    </Button>
  );
  return (
    <>
      <PageHeader title="Schemas" description="What an event's payload holds: checked at the gate, completed in templates and conditions, typed in the SDK. Undeclared events pass." actions={declare} />
      {query.isPending && <Skeleton className="h-40" />}
      {query.isError && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
      {query.data?.length === 0 && <EmptyState title="No event is declared" description="Start from events that came: their fields are found in them." action={declare} />}
      {query.data && query.data.length > 0 && <SchemaTable schemas={query.data} />}
      <LoadMore hasMore={query.hasNextPage} isLoading={query.isFetchingNextPage} onMore={() => void query.fetchNextPage()} />
      {canEdit && isNew !== null && <DeclareDialog onClose={() => void setIsNew(null)} />}
    </>
  );
}

function SchemaTable({ schemas }: { schemas: readonly SchemaResource[] }) {
  return (
    <Table>
      <THead>
        <tr>
          <TH>Event</TH>
          <TH className="max-sm:hidden">Fields</TH>
          <TH className="max-sm:w-20">At the gate</TH>
          <TH className="max-md:hidden">Version</TH>
          <TH className="max-sm:hidden">Changed</TH>
        </tr>
      </THead>
      <TBody>
        {schemas.map((schema) => (
          <TR key={schema.type} className="relative">
            <TD>
              <Link href={schemaPath(schema.type)} className="font-mono text-mono wrap-anywhere after:absolute after:inset-0">
                {schema.type}
              </Link>
            </TD>
            <TD className="max-sm:hidden">{fieldCount(schema)}</TD>
            <TD className="text-neutral-11">
              <span className="max-sm:hidden">{modeWords[schema.mode]}</span>
              <span className="sm:hidden">{modeOptions.find(({ value }) => value === schema.mode)?.label}</span>
            </TD>
            <TD className="font-mono text-mono max-md:hidden">v{schema.version}</TD>
            <TD className="whitespace-nowrap text-neutral-11 max-sm:hidden">
              <RelativeTime at={schema.created_at} />
            </TD>
          </TR>
        ))}
      </TBody>
    </Table>
  );
}
