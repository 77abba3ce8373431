import { BlockElement } from "./block-element";
import { CardBlock } from "./card-block";
import { emojiText } from "./emoji-text";
import { Inlines } from "./inlines";
import { MarkdownBlockView } from "./markdown-block";
import { TextObject } from "./mrkdwn-text";
import { Picture } from "./picture";
import { Preformatted } from "./preformatted";
import { listOf, recordOf, stringOf } from "./read-json";
import { RichText } from "./rich-text";
import { SectionBlock } from "./section-block";
import { TableBlock } from "./table-block";

/** One block of a message as Slack shows it. */
export function BlockView({ block: value }: { block: unknown }) {
  const block = recordOf(value);
  const elements = listOf(block["elements"]).map(recordOf);
  switch (block["type"]) {
    case "header":
      return (
        <h3 className="text-[18px] leading-6 font-black wrap-anywhere">
          <Inlines items={emojiText(stringOf(recordOf(block["text"])["text"]))} />
        </h3>
      );
    case "section":
      return <SectionBlock block={block} />;
    case "divider":
      return <hr className="my-2 border-(--slack-line)" />;
    case "context":
      return (
        <div className="flex flex-wrap items-center gap-x-2 gap-y-1 text-[13px] leading-[18px] text-(--slack-muted) [&_a]:underline [&_a]:decoration-(--slack-outline)">
          {elements.map((element, index) => (
            <ContextElement key={index} element={element} />
          ))}
        </div>
      );
    case "actions":
      return (
        <div className="flex flex-wrap gap-2">
          {elements.map((element, index) => (
            <BlockElement key={index} element={element} />
          ))}
        </div>
      );
    case "image":
      return (
        <figure>
          <figcaption className="text-[13px] leading-[18px] text-(--slack-muted) not-empty:mb-1">{stringOf(recordOf(block["title"])["text"]) || null}</figcaption>
          <Picture image={block} className="max-h-[500px] max-w-[min(100%,360px)] rounded-lg border border-(--slack-line)" />
        </figure>
      );
    case "rich_text":
      return <RichText elements={elements} />;
    case "markdown":
      return <MarkdownBlockView text={stringOf(block["text"])} />;
    case "table":
      return <TableBlock block={block} />;
    case "card":
      return <CardBlock block={block} />;
    case "carousel":
      return (
        <div tabIndex={0} role="group" aria-label="Cards" className="flex gap-2 overflow-x-auto">
          {elements.map((card, index) => (
            <CardBlock key={index} block={card} />
          ))}
        </div>
      );
    default:
      return <Preformatted>{JSON.stringify(block, null, 2)}</Preformatted>;
  }
}

function ContextElement({ element }: { element: Record<string, unknown> }) {
  if (element["type"] === "image") return <Picture image={element} className="size-5 rounded-sm" />;
  return (
    <div className="min-w-0">
      <TextObject value={element} />
    </div>
  );
}
