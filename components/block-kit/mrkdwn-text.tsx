import { type ReactNode } from "react";
import { emojiText } from "./emoji-text";
import { Inlines } from "./inlines";
import { parseMrkdwn } from "./parse-mrkdwn";
import { Preformatted } from "./preformatted";
import { Quote } from "./quote";
import { recordOf, stringOf } from "./read-json";

/** mrkdwn as Slack shows it: `- item` is no list, `# title` is no heading. */
export function MrkdwnText({ text, isVerbatim = false }: { text: string; isVerbatim?: boolean }) {
  return parseMrkdwn(text, { isVerbatim }).map((part, index) => {
    if (part.kind === "preformatted") return <Preformatted key={index}>{part.text}</Preformatted>;
    const Wrapper = part.kind === "quote" ? Quote : Paragraph;
    return (
      <Wrapper key={index}>
        <Inlines items={part.children} />
      </Wrapper>
    );
  });
}

/** A composition object `mrkdwn` or `plain_text`; nothing for an empty one. */
export function TextObject({ value }: { value: unknown }) {
  const { type, text, verbatim, emoji } = recordOf(value);
  if (stringOf(text) === "") return null;
  if (type === "mrkdwn") return <MrkdwnText text={stringOf(text)} isVerbatim={verbatim === true} />;
  return <Paragraph>{emoji === false ? stringOf(text) : <Inlines items={emojiText(stringOf(text))} />}</Paragraph>;
}

function Paragraph({ children }: { children: ReactNode }) {
  return <p className="wrap-anywhere whitespace-pre-wrap">{children}</p>;
}
