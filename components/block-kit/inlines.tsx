import { type Inline } from "./inline";
import { OutsideLink } from "./outside-link";

/** Formatted text. It goes in as React children only: none of it can become markup. */
export function Inlines({ items }: { items: Inline[] }) {
  return items.map((item, index) => <InlineView key={index} item={item} />);
}

function InlineView({ item }: { item: Inline }) {
  switch (item.kind) {
    case "text":
      return item.text;
    case "code":
      return <code className="rounded-[3px] border border-(--slack-line) bg-(--slack-code-ground) px-[3px] pt-0.5 pb-px wrap-anywhere text-(--slack-code)">{item.text}</code>;
    case "mention":
      return <Mention label={item.label} isBroadcast={item.isBroadcast} />;
    case "emoji":
      return (
        <span role="img" aria-label={item.name} title={`:${item.name}:`} className="text-[1.1em] leading-none">
          {item.glyph}
        </span>
      );
    case "swatch":
      return <Swatch color={item.color} />;
    case "link":
      return (
        <OutsideLink href={item.href}>
          <Inlines items={item.children} />
        </OutsideLink>
      );
    case "bold":
      return (
        <b className="font-bold">
          <Inlines items={item.children} />
        </b>
      );
    case "italic":
      return (
        <i>
          <Inlines items={item.children} />
        </i>
      );
    case "strike":
      return (
        <s>
          <Inlines items={item.children} />
        </s>
      );
    case "underline":
      return (
        <u>
          <Inlines items={item.children} />
        </u>
      );
  }
}

function Mention({ label, isBroadcast }: { label: string; isBroadcast: boolean }) {
  return (
    <span data-mention={isBroadcast ? "broadcast" : "member"} className={`rounded-[3px] px-0.5 pb-px ${isBroadcast ? "bg-(--slack-broadcast) text-(--slack-broadcast-text)" : "bg-(--slack-mention) text-(--slack-link)"}`}>
      {label}
    </span>
  );
}

function Swatch({ color }: { color: string }) {
  const isColor = /^#[0-9a-f]{6}$/i.test(color);
  return (
    <span className="whitespace-nowrap">
      {color} {isColor ? <span aria-hidden="true" className="inline-block size-3 rounded-[2px] border border-(--slack-line) align-[-1px]" style={{ backgroundColor: color }} /> : null}
    </span>
  );
}
