import { Fragment } from "react";
import { safeHref } from "@/lib/slack-sandbox/parse-mrkdwn";
import { MrkdwnText, Preformatted } from "./mrkdwn-text";
import { OutsideLink } from "./outside-link";
import { listOf, recordOf, stringOf } from "./read-json";
import { RichText } from "./rich-text";

/** One block of a message, near enough to Slack's own look to judge a template by. */
export function BlockView({ block: value }: { block: unknown }) {
  const block = recordOf(value);
  switch (block["type"]) {
    case "header":
      return <h3 className="text-lg leading-snug font-bold">{stringOf(recordOf(block["text"])["text"])}</h3>;
    case "section":
      return <Section block={block} />;
    case "divider":
      return <hr className="border-neutral-5" />;
    case "context":
      return (
        <div className="flex flex-wrap items-center gap-2 text-xs text-neutral-10">
          {listOf(block["elements"]).map((element, index) => (
            <ContextElement key={index} element={recordOf(element)} />
          ))}
        </div>
      );
    case "actions":
      return (
        <div className="flex flex-wrap gap-2">
          {listOf(block["elements"]).map((element, index) => (
            <Element key={index} element={recordOf(element)} />
          ))}
        </div>
      );
    case "image":
      return (
        <figure>
          <figcaption className="text-sm font-medium">{stringOf(recordOf(block["title"])["text"])}</figcaption>
          <Picture image={block} className="max-h-80 max-w-full rounded-lg" />
        </figure>
      );
    case "rich_text":
      return <RichText elements={listOf(block["elements"])} />;
    case "markdown":
      return <p className="whitespace-pre-wrap">{stringOf(block["text"])}</p>;
    case "table":
      return <Table rows={listOf(block["rows"])} />;
    default:
      return <Preformatted text={JSON.stringify(block, null, 2)} />;
  }
}

function Section({ block }: { block: Record<string, unknown> }) {
  const fields = listOf(block["fields"]);
  const accessory = recordOf(block["accessory"]);
  return (
    <div className="flex items-start gap-3">
      <div className="min-w-0 flex-1 space-y-2">
        <TextObject value={block["text"]} />
        {fields.length === 0 ? null : (
          <div className="grid max-w-2xl gap-x-6 gap-y-2 sm:grid-cols-2">
            {fields.map((field, index) => (
              <div key={index} className="min-w-0">
                <TextObject value={field} />
              </div>
            ))}
          </div>
        )}
      </div>
      {accessory["type"] === undefined ? null : <Element element={accessory} />}
    </div>
  );
}

function TextObject({ value }: { value: unknown }) {
  const { type, text } = recordOf(value);
  if (stringOf(text) === "") return null;
  return type === "mrkdwn" ? <MrkdwnText text={stringOf(text)} /> : <p className="whitespace-pre-wrap">{stringOf(text)}</p>;
}

function ContextElement({ element }: { element: Record<string, unknown> }) {
  return element["type"] === "image" ? <Picture image={element} className="size-5 rounded" /> : <TextObject value={element} />;
}

function Element({ element }: { element: Record<string, unknown> }) {
  if (element["type"] === "image") return <Picture image={element} className="size-20 rounded-lg object-cover" />;
  const label = stringOf(recordOf(element["text"] ?? element["placeholder"])["text"]) || stringOf(element["type"]).replaceAll("_", " ");
  const colors = new Map([
    ["primary", "border-delivered text-delivered"],
    ["danger", "border-dead text-dead"],
  ]);
  const look = `inline-block rounded border px-3 py-1 text-sm font-semibold ${colors.get(stringOf(element["style"])) ?? "border-neutral-7"}`;
  const url = stringOf(element["url"]);
  if (url !== "") {
    return (
      <OutsideLink href={url} className={look}>
        {label}
      </OutsideLink>
    );
  }
  return (
    <span className={look} title="The sandbox shows this element; pressing it does nothing here">
      {label}
    </span>
  );
}

function Picture({ image, className }: { image: Record<string, unknown>; className: string }) {
  const source = safeHref(stringOf(image["image_url"]));
  const alternative = stringOf(image["alt_text"]);
  if (source === undefined) return <span>[{alternative}]</span>;
  // Any host may be named here, which next/image would have to be told beforehand.
  // eslint-disable-next-line @next/next/no-img-element
  return <img src={source} alt={alternative} className={className} loading="lazy" referrerPolicy="no-referrer" />;
}

function Table({ rows }: { rows: unknown[] }) {
  return (
    <div className="overflow-x-auto">
      <table className="border-collapse text-sm">
        <tbody>
          {rows.map((row, index) => (
            <tr key={index}>
              {listOf(row).map((cell, column) => (
                <td key={column} className="border border-neutral-5 px-2 py-1">
                  <Cell cell={recordOf(cell)} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Cell({ cell }: { cell: Record<string, unknown> }) {
  return cell["type"] === "rich_text" ? <RichText elements={listOf(cell["elements"])} /> : <Fragment>{stringOf(cell["text"])}</Fragment>;
}
