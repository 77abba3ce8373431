import Link from "next/link";
import { type ReactNode } from "react";
import { CopyButton } from "@/components/ui/copy-button";
import { RelativeTime } from "@/components/ui/relative-time";
import type { ConnectionResource } from "@/lib/connections/connection-resource";
import { kindTitle } from "./connection-kinds";

export function ConnectionFacts({ connection }: { connection: ConnectionResource }) {
  const { id, kind, config, used_by: usedBy, created_at, updated_at } = connection;
  return (
    <aside aria-label="About this connection" className="flex min-w-0 flex-col gap-6 text-dense">
      <dl className="divide-y divide-neutral-4 rounded-md border">
        <Fact name="Kind">{kindTitle(kind)}</Fact>
        {typeof config.teamName === "string" && <Fact name="Workspace">{config.teamName}</Fact>}
        {typeof config.teamId === "string" && <Fact name="Workspace id"><code className="font-mono text-mono">{config.teamId}</code></Fact>}
        {typeof config.apiBaseUrl === "string" && <Fact name="API"><code className="font-mono text-mono break-all">{config.apiBaseUrl}</code></Fact>}
        <Fact name="Id">
          <span className="flex min-w-0 items-center justify-end gap-1">
            <code className="truncate font-mono text-mono">{id}</code>
            <CopyButton text={id} label="Copy id" />
          </span>
        </Fact>
        <Fact name="Connected"><RelativeTime at={created_at} /></Fact>
        <Fact name="Changed"><RelativeTime at={updated_at} /></Fact>
      </dl>
      <section aria-label="Used by">
        <h2 className="mb-2 font-medium">Used by</h2>
        {usedBy.length === 0 ? (
          <p className="text-neutral-10">No pipeline yet.</p>
        ) : (
          <ul className="divide-y divide-neutral-4 rounded-md border">
            {usedBy.map((pipeline) => (
              <li key={pipeline.id} className="flex items-center justify-between gap-3 px-3 py-2">
                <Link href={`/pipelines/${pipeline.id}`} className="min-w-0 truncate hover:underline">
                  {pipeline.name}
                </Link>
                <span className="shrink-0 text-label text-neutral-10">{pipeline.is_deployed ? "deployed" : "draft"}</span>
              </li>
            ))}
          </ul>
        )}
      </section>
    </aside>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="flex min-h-9 items-center justify-between gap-4 px-3 py-1.5">
      <dt className="shrink-0 text-neutral-10">{name}</dt>
      <dd className="min-w-0 text-right">{children}</dd>
    </div>
  );
}
