import { JsonView } from "@/components/ui/json-view";
import { postgresMessage } from "@/lib/destinations/postgres/message";
import type { Json } from "@/lib/durable/contract";
import type { MessagePreviewProps } from "./message-view";

/** The row as it is inserted. */
export function PostgresPreview({ message }: MessagePreviewProps) {
  const parsed = postgresMessage.safeParse(message);
  if (!parsed.success) return <JsonView value={message} label="Message" rootPath="$" openDepth={3} />;
  const { table, columns, isOpen, idColumns } = parsed.data;
  return (
    <div className="overflow-hidden rounded-md border">
      <p className="border-b bg-neutral-2 px-4 py-2 text-dense">
        <span className="text-neutral-11">Row of</span> <code className="font-mono text-mono">{table}</code>
      </p>
      <table className="w-full text-dense">
        <thead className="sr-only">
          <tr>
            <th scope="col">Column</th>
            <th scope="col">Value</th>
          </tr>
        </thead>
        <tbody className="divide-y divide-neutral-4">
          {Object.entries(columns).map(([name, value]) => (
            <tr key={name}>
              <th scope="row" className="w-px px-4 py-1.5 text-left align-top font-mono text-mono font-normal whitespace-nowrap text-neutral-11">
                {name}
                {idColumns.includes(name) ? <span className="ml-1.5 font-sans text-label text-neutral-10">id</span> : null}
              </th>
              <td className="px-4 py-1.5 align-top font-mono text-mono whitespace-pre-wrap wrap-anywhere">{shown(value)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {isOpen ? <p className="border-t px-4 py-2 text-label text-neutral-11">Only the columns that the table has are filled.</p> : null}
    </div>
  );
}

function shown(value: Json): string {
  if (value === null) return "NULL";
  return typeof value === "string" ? value : JSON.stringify(value);
}
