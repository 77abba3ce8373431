"use client";

import { useRouter } from "next/navigation";
import { BackLink } from "@/components/connections/back-link";
import { Panel } from "@/components/connections/panel";
import { useViewer } from "@/components/frame/viewer-context";
import { ErrorState } from "@/components/ui/error-state";
import { PageHeader } from "@/components/ui/page-header";
import { RelativeTime } from "@/components/ui/relative-time";
import { Skeleton } from "@/components/ui/skeleton";
import type { SchemaResource } from "@/lib/schemas/schema-resource";
import { DeleteSchema } from "./delete-schema";
import { RefusedEvents } from "./refused-events";
import { SchemaEditor } from "./schema-editor";
import { blankYaml, modeWords } from "./schema-words";
import { useInferredSchema, useSchemaVersions } from "./use-schemas";

/** One event type's declaration: as it holds, as it is edited, as it was. */
export function SchemaView({ type }: { type: string }) {
  const router = useRouter();
  const { canEdit } = useViewer();
  const versions = useSchemaVersions(type);
  const inferred = useInferredSchema(type);
  const [newest] = versions.data ?? [];
  const error = versions.error ?? inferred.error;
  const start = newest?.yaml ?? (inferred.data && (inferred.data.events > 0 ? inferred.data.yaml : blankYaml(type)));
  return (
    <>
      <PageHeader
        eyebrow={<BackLink href="/schemas">Schemas</BackLink>}
        title={<span className="font-mono break-all">{type}</span>}
        description={versions.isSuccess && <State schema={newest} seen={inferred.data?.events ?? 0} />}
      />
      {error && <ErrorState error={error} onRetry={() => void Promise.all([versions.refetch(), inferred.refetch()])} />}
      {!error && (!versions.data || start === undefined) && <Skeleton className="h-96" />}
      {versions.data && start !== undefined && inferred.data && (
        <div className="flex max-w-4xl flex-col gap-6">
          <SchemaEditor type={type} newest={newest} versions={versions.data} start={start} inferred={inferred.data} />
          {newest && <RefusedEvents type={type} />}
          {newest && canEdit && (
            <Panel title="Delete">
              <DeleteSchema type={type} onDeleted={() => router.push("/schemas")} />
            </Panel>
          )}
        </div>
      )}
    </>
  );
}

function State({ schema, seen }: { schema: SchemaResource | undefined; seen: number }) {
  if (!schema) return <>Not declared yet: its events pass as they are. {seen > 0 ? "This is what its recent events have in common." : "No event of this type came so far."}</>;
  return (
    <>
      {modeWords[schema.mode]} · version {schema.version}, <RelativeTime at={schema.created_at} />
    </>
  );
}
