"use client";

import Link from "next/link";
import { DestinationMark } from "@/components/marks/destination-mark";
import { Combobox } from "@/components/ui/combobox";
import { FieldRow } from "@/components/ui/field-row";
import { destinationDefinition } from "@/lib/destinations/catalog";
import { findNamed } from "../state/inventory";
import { useBuilder } from "../state/builder-context";
import { type FieldProblem } from "./part-problems";

type ConnectionSelectProps = { kind: string; value: string; onChange: (slug: string) => void; problems: FieldProblem[] };

export function ConnectionSelect({ kind, value, onChange, problems }: ConnectionSelectProps) {
  const connections = useBuilder((state) => state.inventory.connections);
  const canEdit = useBuilder((state) => state.canEdit);
  const title = destinationDefinition(kind)?.title ?? kind;
  const fitting = connections?.filter((connection) => connection.kind === kind) ?? [];
  const chosen = findNamed(connections, value);
  if (connections && fitting.length === 0 && value === "") {
    return (
      <div className="flex flex-col items-start gap-2 rounded-md border border-dashed border-neutral-6 px-4 py-3">
        <p className="text-dense text-neutral-11">{title} is not connected yet.</p>
        <Link href="/destinations" className="text-dense font-medium text-accent hover:underline">
          Connect {title}
        </Link>
      </div>
    );
  }
  return (
    <FieldRow
      label="Connection"
      htmlFor="connection"
      error={problems[0]?.message}
      aside={
        <Link href="/destinations" className="hover:text-neutral-12 hover:underline">
          {chosen?.attention ? "Reconnect" : "Connect another"}
        </Link>
      }
    >
      <Combobox
        id="connection"
        value={chosen?.slug ?? value}
        onChange={onChange}
        options={fitting.map(({ slug, name, summary, attention }) => ({
          value: slug,
          label: name,
          hint: attention ? `needs attention: ${attention.detail}` : summary || slug,
          icon: <DestinationMark kind={kind} className="size-5" />,
        }))}
        placeholder="Choose a connection"
        isLoading={connections === undefined}
        disabled={!canEdit}
      />
    </FieldRow>
  );
}
