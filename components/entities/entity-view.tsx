"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { toast } from "sonner";
import { useViewer } from "@/components/frame/viewer-context";
import { apiSend } from "@/components/query/api-client";
import { describeError } from "@/components/query/describe-error";
import { showError } from "@/components/query/show-error";
import { useApiQuery } from "@/components/query/use-api-query";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { ErrorState } from "@/components/ui/error-state";
import { JsonView } from "@/components/ui/json-view";
import { PageHeader } from "@/components/ui/page-header";
import { RelativeTime } from "@/components/ui/relative-time";
import { Skeleton } from "@/components/ui/skeleton";
import type { EntityResource } from "@/lib/entities/entity-resource";
import type { JsonObject } from "@/lib/pipeline/context";
import { EntityWrites } from "./entity-writes";
import { readTraits, TraitsField } from "./traits-field";

/** One entity: its traits, who wrote them, and the ways to change them. */
export function EntityView({ id }: { id: string }) {
  const { canEdit } = useViewer();
  const path = `/v1/entities/${encodeURIComponent(id)}`;
  const query = useApiQuery<EntityResource>("entities", path);
  if (query.isPending) return <Skeleton className="h-64" />;
  if (!query.data) return <ErrorState title="This entity could not be loaded" error={query.error} onRetry={() => void query.refetch()} />;
  const entity = query.data;
  return (
    <>
      <PageHeader
        eyebrow={<Link href="/entities" className="rounded-xs hover:text-neutral-12 hover:underline">Entities</Link>}
        title={<span className="font-mono wrap-anywhere">{entity.external_id}</span>}
        description={<span>a <code className="font-mono text-mono">{entity.kind}</code>, written <RelativeTime at={entity.updated_at} />; pipelines read it as <code className="font-mono text-mono">$entity.{entity.kind}</code></span>}
        actions={canEdit && <DeleteEntity entity={entity} path={path} />}
      />
      <div className="grid gap-6 lg:grid-cols-2">
        <Traits key={entity.updated_at} entity={entity} path={path} canEdit={canEdit} />
        <EntityWrites path={`${path}/writes`} />
      </div>
    </>
  );
}

function Traits({ entity, path, canEdit }: { entity: EntityResource; path: string; canEdit: boolean }) {
  const [text, setText] = useState<string | null>(null);
  const client = useQueryClient();
  const read = readTraits(text ?? "{}");
  const save = useMutation({
    mutationFn: () => apiSend("PATCH", path, { traits: changesOf(entity.traits, "traits" in read ? read.traits : {}) }),
    onSuccess: () => {
      setText(null);
      toast.success("Saved");
      return client.invalidateQueries({ queryKey: ["entities"] });
    },
  });
  return (
    <section aria-label="Traits" className="min-w-0">
      <div className="mb-2 flex min-h-8 items-center justify-between">
        <h2 className="font-semibold">Traits</h2>
        {canEdit && text === null && (
          <Button size="sm" onClick={() => setText(JSON.stringify(entity.traits, null, 2))}>
            Edit
          </Button>
        )}
      </div>
      {text === null ? (
        <JsonView value={entity.traits} label="Traits" rootPath={`$entity.${entity.kind}`} openDepth={2} />
      ) : (
        <div className="flex flex-col gap-3">
          <TraitsField value={text} onChange={setText} error={"error" in read ? read.error : save.error ? describeError(save.error).message : undefined} />
          <div className="flex justify-end gap-2">
            <Button onClick={() => setText(null)}>Cancel</Button>
            <Button variant="primary" isBusy={save.isPending} disabled={"error" in read} onClick={() => save.mutate()}>
              Save
            </Button>
          </div>
        </div>
      )}
    </section>
  );
}

/** What was edited alone, so that a trait written meanwhile by a pipeline stays; one that was taken out is null. */
function changesOf(before: JsonObject, after: JsonObject): JsonObject {
  const changed = Object.entries(after).filter(([name, value]) => JSON.stringify(before[name]) !== JSON.stringify(value));
  const gone = Object.keys(before).filter((name) => !Object.hasOwn(after, name)).map((name) => [name, null] as const);
  return Object.fromEntries([...changed, ...gone]);
}

function DeleteEntity({ entity, path }: { entity: EntityResource; path: string }) {
  const [isAsking, setIsAsking] = useState(false);
  const router = useRouter();
  const client = useQueryClient();
  const remove = useMutation({
    mutationFn: () => apiSend("DELETE", path),
    onSuccess: () => {
      router.push("/entities");
      void client.invalidateQueries({ queryKey: ["entities"] });
    },
    onError: showError,
  });
  return (
    <>
      <Button onClick={() => setIsAsking(true)} isBusy={remove.isPending}>
        Delete
      </Button>
      <ConfirmDialog title={`Delete ${entity.external_id}?`} description="Its traits and their history are gone. Pipelines then find nothing under its id." confirmLabel="Delete" isDanger open={isAsking} onOpenChange={setIsAsking} onConfirm={() => remove.mutate()} />
    </>
  );
}
