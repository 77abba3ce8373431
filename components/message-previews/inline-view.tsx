import type { Inline } from "@/components/block-kit/inline";
import { OutsideLink } from "@/components/block-kit/outside-link";

export type InlineLook = { link: string; code: string };

/** Formatted text of a chat. It goes in as React children only: none of it can become markup. */
export function InlineView({ items, look }: { items: Inline[]; look: InlineLook }) {
  return items.map((item, index) => <One key={index} item={item} look={look} />);
}

function One({ item, look }: { item: Inline; look: InlineLook }) {
  switch (item.kind) {
    case "text":
      return item.text;
    case "code":
      return <code className={`rounded-[3px] px-1 py-px font-mono text-[0.9em] wrap-anywhere ${look.code}`}>{item.text}</code>;
    case "link":
      return (
        <OutsideLink href={item.href} className={`hover:underline ${look.link}`}>
          <InlineView items={item.children} look={look} />
        </OutsideLink>
      );
    case "bold":
      return (
        <b className="font-semibold">
          <InlineView items={item.children} look={look} />
        </b>
      );
    case "italic":
      return (
        <i>
          <InlineView items={item.children} look={look} />
        </i>
      );
    case "strike":
      return (
        <s>
          <InlineView items={item.children} look={look} />
        </s>
      );
    case "underline":
      return (
        <u>
          <InlineView items={item.children} look={look} />
        </u>
      );
    default:
      return null;
  }
}
