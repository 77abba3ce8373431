import Link from "next/link";
import { RelativeTime } from "@/components/ui/relative-time";
import { Table, TBody, TD, TH, THead, TR } from "@/components/ui/table";
import type { EntityResource } from "@/lib/entities/entity-resource";

const traitsShown = 4;

export function EntityTable({ entities }: { entities: readonly EntityResource[] }) {
  return (
    <Table>
      <THead>
        <tr>
          <TH className="max-sm:hidden">Kind</TH>
          <TH>Id</TH>
          <TH className="max-md:hidden">Traits</TH>
          <TH className="max-sm:hidden">Written</TH>
        </tr>
      </THead>
      <TBody>
        {entities.map((entity) => (
          <TR key={entity.id} className="relative">
            <TD className="font-mono text-mono whitespace-nowrap text-neutral-11 max-sm:hidden">{entity.kind}</TD>
            <TD>
              <Link href={`/entities/${entity.id}`} className="font-mono text-mono wrap-anywhere after:absolute after:inset-0">
                {entity.external_id}
              </Link>
              <span className="block font-mono text-mono text-neutral-11 sm:hidden">{entity.kind}</span>
            </TD>
            <TD className="max-w-0 truncate text-neutral-11 max-md:hidden">{traitLine(entity)}</TD>
            <TD className="whitespace-nowrap text-neutral-11 max-sm:hidden">
              <RelativeTime at={entity.updated_at} />
            </TD>
          </TR>
        ))}
      </TBody>
    </Table>
  );
}

/** `name Northwind · plan scale`, and how many more there are. */
function traitLine({ traits }: EntityResource): string {
  const entries = Object.entries(traits);
  const shown = entries.slice(0, traitsShown).map(([name, value]) => `${name} ${typeof value === "string" ? value : JSON.stringify(value)}`);
  const rest = entries.length - shown.length;
  return [...shown, ...(rest > 0 ? [`${rest} more`] : [])].join(" · ");
}
