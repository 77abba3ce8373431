import { Inlines } from "./inlines";
import { ListItem } from "./list-item";
import { bulletMarker } from "./list-marker";
import { parseMarkdown, type MarkdownBlock, type MarkdownItem } from "./parse-markdown";
import { Preformatted } from "./preformatted";
import { Quote } from "./quote";
import { TableFrame } from "./table-block";

/** A markdown block: CommonMark, which unlike mrkdwn has headings, lists and tables. */
export function MarkdownBlockView({ text }: { text: string }) {
  return (
    <div className="space-y-2">
      {parseMarkdown(text).map((block, index) => (
        <Part key={index} block={block} />
      ))}
    </div>
  );
}

function Part({ block }: { block: MarkdownBlock }) {
  switch (block.kind) {
    case "heading":
      return (
        <p role="heading" aria-level={Math.min(block.level + 2, 6)} className={block.level <= 2 ? "text-[18px] leading-6 font-black" : "font-bold"}>
          <Inlines items={block.children} />
        </p>
      );
    case "paragraph":
      return (
        <p className="wrap-anywhere whitespace-pre-wrap">
          <Inlines items={block.children} />
        </p>
      );
    case "quote":
      return (
        <Quote>
          <Inlines items={block.children} />
        </Quote>
      );
    case "list":
      return (
        <ul>
          {block.items.map((item, index) => (
            <ListItem key={index} depth={item.depth} marker={markerOf(item)}>
              <Inlines items={item.children} />
            </ListItem>
          ))}
        </ul>
      );
    case "code":
      return <Preformatted>{block.text}</Preformatted>;
    case "rule":
      return <hr className="border-(--slack-line)" />;
    case "table":
      return <MarkdownTable rows={block.rows} />;
  }
}

function MarkdownTable({ rows: [head = [], ...body] }: Pick<Extract<MarkdownBlock, { kind: "table" }>, "rows">) {
  const look = "border-(--slack-line) px-2 py-1.5 text-left align-top not-last:border-r";
  return (
    <TableFrame>
      <thead className="bg-(--slack-table-head)">
        <tr>
          {head.map((cell, column) => (
            <th key={column} scope="col" className={`font-bold ${look}`}>
              <Inlines items={cell} />
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {body.map((row, index) => (
          <tr key={index} className="border-t border-(--slack-line)">
            {row.map((cell, column) => (
              <td key={column} className={look}>
                <Inlines items={cell} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </TableFrame>
  );
}

function markerOf({ marker, isChecked, depth }: MarkdownItem): string {
  if (isChecked !== null) return isChecked ? "☑" : "☐";
  return marker === null ? bulletMarker(depth) : `${marker}.`;
}
