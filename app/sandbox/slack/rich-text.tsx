import { Fragment, type ReactNode } from "react";
import { Code, Mention } from "./mrkdwn-text";
import { OutsideLink } from "./outside-link";
import { listOf, recordOf, stringOf } from "./read-json";

/** The typed twin of mrkdwn: every mention and style is an element of its own. */
export function RichText({ elements }: { elements: unknown[] }) {
  return elements.map((value, index) => <Part key={index} part={recordOf(value)} />);
}

function Part({ part }: { part: Record<string, unknown> }) {
  const elements = listOf(part["elements"]);
  switch (part["type"]) {
    case "rich_text_preformatted":
      return (
        <pre className="overflow-x-auto rounded border border-neutral-5 bg-neutral-2 p-2 font-mono text-xs whitespace-pre-wrap">
          <Inlines elements={elements} />
        </pre>
      );
    case "rich_text_quote":
      return (
        <blockquote className="border-l-4 border-neutral-7 pl-3 whitespace-pre-wrap">
          <Inlines elements={elements} />
        </blockquote>
      );
    case "rich_text_list": {
      const items = elements.map((item, index) => (
        <li key={index}>
          <Inlines elements={listOf(recordOf(item)["elements"])} />
        </li>
      ));
      return part["style"] === "ordered" ? <ol className="list-decimal pl-6">{items}</ol> : <ul className="list-disc pl-6">{items}</ul>;
    }
    default:
      return (
        <p className="whitespace-pre-wrap">
          <Inlines elements={elements} />
        </p>
      );
  }
}

function Inlines({ elements }: { elements: unknown[] }) {
  return elements.map((value, index) => <InlineView key={index} element={recordOf(value)} />);
}

function InlineView({ element }: { element: Record<string, unknown> }) {
  return styled(element, contentOf(element));
}

function contentOf(element: Record<string, unknown>): ReactNode {
  const text = stringOf(element["text"]);
  switch (element["type"]) {
    case "text":
      return recordOf(element["style"])["code"] === true ? <Code text={text} /> : text;
    case "link":
      return <OutsideLink href={stringOf(element["url"])}>{text || stringOf(element["url"])}</OutsideLink>;
    case "emoji":
      return `:${stringOf(element["name"])}:`;
    case "broadcast":
      return <Mention label={`@${stringOf(element["range"])}`} />;
    case "user":
      return <Mention label={`@${stringOf(element["user_id"])}`} />;
    case "usergroup":
      return <Mention label={`@${stringOf(element["usergroup_id"])}`} />;
    case "channel":
      return <Mention label={`#${stringOf(element["channel_id"])}`} />;
    case "date":
      return stringOf(element["fallback"]) || new Date(Number(element["timestamp"]) * 1000).toUTCString();
    default:
      return text || stringOf(element["value"]);
  }
}

function styled(element: Record<string, unknown>, content: ReactNode): ReactNode {
  const style = recordOf(element["style"]);
  let shown: ReactNode = <Fragment>{content}</Fragment>;
  if (style["bold"] === true) shown = <strong>{shown}</strong>;
  if (style["italic"] === true) shown = <em>{shown}</em>;
  if (style["strike"] === true) shown = <s>{shown}</s>;
  return shown;
}
