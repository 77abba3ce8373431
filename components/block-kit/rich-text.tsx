import { Inlines } from "./inlines";
import { ListItem } from "./list-item";
import { bulletMarker, orderedMarker } from "./list-marker";
import { Preformatted } from "./preformatted";
import { Quote } from "./quote";
import { listOf, recordOf } from "./read-json";
import { richInlines } from "./rich-inlines";

/** The typed twin of mrkdwn: every mention and style is an element of its own. */
export function RichText({ elements }: { elements: unknown[] }) {
  return elements.map((value, index) => <Part key={index} part={recordOf(value)} />);
}

function Part({ part }: { part: Record<string, unknown> }) {
  const elements = listOf(part["elements"]);
  switch (part["type"]) {
    case "rich_text_preformatted":
      return (
        <Preformatted>
          <Inlines items={richInlines(elements)} />
        </Preformatted>
      );
    case "rich_text_quote":
      return (
        <Quote>
          <Inlines items={richInlines(elements)} />
        </Quote>
      );
    case "rich_text_list":
      return <List list={part} />;
    default:
      return (
        <p className="wrap-anywhere whitespace-pre-wrap">
          <Inlines items={richInlines(elements)} />
        </p>
      );
  }
}

function List({ list }: { list: Record<string, unknown> }) {
  const depth = numberOf(list["indent"]);
  const first = numberOf(list["offset"]) + 1;
  const isOrdered = list["style"] === "ordered";
  const items = listOf(list["elements"]).map((item, index) => (
    <ListItem key={index} depth={depth} marker={isOrdered ? orderedMarker(first + index, depth) : bulletMarker(depth)}>
      <Inlines items={richInlines(listOf(recordOf(item)["elements"]))} />
    </ListItem>
  ));
  const look = list["border"] === 1 ? "border-l-4 border-(--slack-quote) pl-2" : "";
  return isOrdered ? <ol className={look}>{items}</ol> : <ul className={look}>{items}</ul>;
}

function numberOf(value: unknown): number {
  return typeof value === "number" && Number.isInteger(value) && value > 0 ? value : 0;
}
