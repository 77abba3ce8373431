"use client";

import Link from "next/link";
import { StatusBadge } from "@/components/status/status-badge";
import { RelativeTime } from "@/components/ui/relative-time";
import { Table, TBody, TD, TH, THead, TR } from "@/components/ui/table";
import type { SourceResource } from "@/lib/sources/source-resource";
import { authOf, eventCount, sourceKinds } from "./source-words";

export function SourceTable({ sources }: { sources: readonly SourceResource[] }) {
  return (
    <Table>
      <THead>
        <tr>
          <TH>Source</TH>
          <TH>Status</TH>
          <TH className="max-sm:hidden">Kind</TH>
          <TH className="max-md:hidden">Trusted by</TH>
          <TH className="text-right">24 h</TH>
          <TH className="max-sm:hidden">Last event</TH>
        </tr>
      </THead>
      <TBody>
        {sources.map((source) => (
          <TR key={source.id} className="relative">
            <TD>
              <Link href={`/sources/${source.id}`} className="font-medium after:absolute after:inset-0">
                {source.name}
              </Link>
              {source.slug !== source.name && <span className="ml-2 font-mono text-mono text-neutral-10">{source.slug}</span>}
            </TD>
            <TD>
              <StatusBadge status={source.status} />
            </TD>
            <TD className="max-sm:hidden">{sourceKinds[source.kind] ?? source.kind}</TD>
            <TD className="text-neutral-11 max-md:hidden">{authOf(source)}</TD>
            <TD className="text-right font-mono text-mono">{eventCount(source.events_24h)}</TD>
            <TD className="whitespace-nowrap text-neutral-11 max-sm:hidden">{source.last_event_at ? <RelativeTime at={source.last_event_at} /> : "never"}</TD>
          </TR>
        ))}
      </TBody>
    </Table>
  );
}
