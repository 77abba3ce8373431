import { type ReactNode } from "react";
import { listOf, recordOf, stringOf } from "./read-json";
import { RichText } from "./rich-text";

/** The first row is the head, as in Slack. */
export function TableBlock({ block }: { block: Record<string, unknown> }) {
  const settings = listOf(block["column_settings"]).map(recordOf);
  const [head, ...body] = listOf(block["rows"]).map(listOf);
  const lookOf = (column: number) => {
    const { align, is_wrapped } = settings[column] ?? {};
    return `border-(--slack-line) px-2 py-1.5 align-top not-last:border-r ${alignments.get(stringOf(align)) ?? "text-left"} ${is_wrapped === true ? "whitespace-normal" : "whitespace-nowrap"}`;
  };
  return (
    <TableFrame>
      <thead className="bg-(--slack-table-head) font-bold">
        <tr>
          {head?.map((cell, column) => (
            <th key={column} scope="col" className={`font-bold ${lookOf(column)}`}>
              <Cell cell={recordOf(cell)} />
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {body.map((row, index) => (
          <tr key={index} className="border-t border-(--slack-line)">
            {row.map((cell, column) => (
              <td key={column} className={lookOf(column)}>
                <Cell cell={recordOf(cell)} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </TableFrame>
  );
}

const alignments = new Map([["center", "text-center"], ["right", "text-right"]]);

export function TableFrame({ children }: { children: ReactNode }) {
  return (
    <div tabIndex={0} role="group" aria-label="Table" className="w-fit max-w-full overflow-x-auto rounded-lg border border-(--slack-line)">
      <table className="border-collapse text-[13px] leading-[18px]">{children}</table>
    </div>
  );
}

function Cell({ cell }: { cell: Record<string, unknown> }) {
  if (cell["type"] === "rich_text") return <RichText elements={listOf(cell["elements"])} />;
  const number = cell["value"];
  return stringOf(cell["text"]) || (typeof number === "number" ? String(number) : "");
}
