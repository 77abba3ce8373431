import { parseMrkdwn, type Inline } from "@/lib/slack-sandbox/parse-mrkdwn";
import { OutsideLink } from "./outside-link";

/** mrkdwn as Slack shows it. Text goes in as React children only: none of it can become markup. */
export function MrkdwnText({ text }: { text: string }) {
  return parseMrkdwn(text).map((part, index) => {
    if (part.kind === "preformatted") return <Preformatted key={index} text={part.text} />;
    const quote = part.kind === "quote" ? "border-l-4 border-neutral-7 pl-3" : "";
    return (
      <p key={index} className={`whitespace-pre-wrap ${quote}`}>
        <Inlines items={part.children} />
      </p>
    );
  });
}

export function Preformatted({ text }: { text: string }) {
  return (
    <pre className="overflow-x-auto rounded border border-neutral-5 bg-neutral-2 p-2 font-mono text-xs whitespace-pre-wrap">
      {text}
    </pre>
  );
}

export function Code({ text }: { text: string }) {
  return (
    <code className="rounded border border-neutral-5 bg-neutral-2 px-1 font-mono text-[0.85em] text-dead">
      {text}
    </code>
  );
}

export function Mention({ label }: { label: string }) {
  return <span className="rounded bg-neutral-4 px-0.5 font-medium text-control">{label}</span>;
}

function Inlines({ items }: { items: Inline[] }) {
  return items.map((item, index) => <InlineView key={index} item={item} />);
}

function InlineView({ item }: { item: Inline }) {
  switch (item.kind) {
    case "text":
      return item.text;
    case "code":
      return <Code text={item.text} />;
    case "mention":
      return <Mention label={item.label} />;
    case "link":
      return <OutsideLink href={item.href}>{item.label}</OutsideLink>;
    case "bold":
      return (
        <strong>
          <Inlines items={item.children} />
        </strong>
      );
    case "italic":
      return (
        <em>
          <Inlines items={item.children} />
        </em>
      );
    case "strike":
      return (
        <s>
          <Inlines items={item.children} />
        </s>
      );
  }
}
