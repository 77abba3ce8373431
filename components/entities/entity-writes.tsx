"use client";

import Link from "next/link";
import { useApiQuery } from "@/components/query/use-api-query";
import { ErrorState } from "@/components/ui/error-state";
import { RelativeTime } from "@/components/ui/relative-time";
import { Skeleton } from "@/components/ui/skeleton";
import type { EntityWriteResource } from "@/lib/entities/entity-resource";

/** The last writes, newest first: what was written and by whom. */
export function EntityWrites({ path }: { path: string }) {
  const query = useApiQuery<EntityWriteResource[]>("entities", path);
  return (
    <section aria-label="History" className="min-w-0">
      <h2 className="mb-2 flex min-h-8 items-center font-semibold">History</h2>
      {query.isPending && <Skeleton className="h-32" />}
      {query.isError && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
      {query.data && (
        <ol className="divide-y divide-neutral-4 rounded-md border">
          {query.data.map((write) => (
            <li key={write.id} className="px-4 py-2.5 text-dense">
              <p className="flex flex-wrap items-baseline justify-between gap-x-4">
                <Writer actor={write.actor} />
                <RelativeTime at={write.at} className="text-label text-neutral-11" />
              </p>
              <p className="mt-0.5 font-mono text-mono wrap-anywhere text-neutral-11">
                {changesOf(write) || "nothing"}
              </p>
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}

/** `plan: "free" → "pro", seats: 3, − trial`; what was there is told where it is known and was another. */
function changesOf({ traits, before }: EntityWriteResource): string {
  const words = Object.entries(traits).map(([name, value]) => {
    if (value === null) return `− ${name}`;
    const now = JSON.stringify(value);
    const old = before && Object.hasOwn(before, name) ? JSON.stringify(before[name]) : now;
    return old === now ? `${name}: ${now}` : `${name}: ${old} → ${now}`;
  });
  return words.join(", ");
}

function Writer({ actor }: { actor: string }) {
  const run = /^run:(run_[0-9A-Z]+)/.exec(actor)?.[1];
  if (run !== undefined) return <Link href={`/runs/${run}`} className="rounded-xs text-accent hover:underline">a pipeline’s run</Link>;
  if (actor.startsWith("import:")) return <span>an import</span>;
  return <span>{actor.startsWith("key:") ? "a key" : "a member"}</span>;
}
