import { BlockView } from "./block-view";
import { LocalTime } from "./local-time";
import { MrkdwnText } from "./mrkdwn-text";
import { listOf, recordOf, stringOf } from "./read-json";

type Props = {
  /** Arguments of `chat.postMessage`, or what Slack kept of them. */
  message: { text: string; blocks?: unknown[] | null; attachments?: unknown };
  botName: string;
  sentAtMs: number;
  isEdited?: boolean;
};

/** A message as it stands in a channel: the bot's picture and name, APP, the time, the content. */
export function SlackMessage({ message: { text, blocks, attachments }, botName, sentAtMs, isEdited = false }: Props) {
  return (
    <div className="flex gap-2">
      <div aria-hidden="true" className="mt-1 flex size-9 shrink-0 items-center justify-center rounded-lg bg-[#4a154b] text-base font-black text-white">
        {botName.slice(0, 1).toUpperCase()}
      </div>
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-baseline gap-x-1">
          <span className="font-black">{botName}</span>
          <span className="rounded-xs bg-(--slack-badge) px-[3px] py-px text-[10px] leading-3 font-bold text-(--slack-muted)">APP</span>
          <span className="ml-1 text-xs text-(--slack-muted)">
            <LocalTime unixMs={sentAtMs} />
          </span>
        </p>
        <div className="max-w-[600px] space-y-2">
          {blocks ? blocks.map((block, index) => <Block key={index} block={block} />) : <MrkdwnText text={text} />}
          {listOf(attachments).map((attachment, index) => (
            <Attachment key={index} attachment={recordOf(attachment)} />
          ))}
          {isEdited ? <span className="text-xs text-(--slack-muted)">(edited)</span> : null}
        </div>
      </div>
    </div>
  );
}

function Block({ block }: { block: unknown }) {
  return (
    <div>
      <BlockView block={block} />
    </div>
  );
}

function Attachment({ attachment }: { attachment: Record<string, unknown> }) {
  const color = stringOf(attachment["color"]);
  const borderColor = /^#?[0-9a-f]{6}$/i.test(color) ? `#${color.replace("#", "")}` : undefined;
  return (
    <div className="space-y-1 border-l-4 border-(--slack-quote) pl-3" style={{ borderColor }}>
      {["pretext", "title", "text", "footer"].map((part) =>
        stringOf(attachment[part]) === "" ? null : (
          <div key={part} className={part === "title" ? "font-bold" : part === "footer" ? "text-xs text-(--slack-muted)" : ""}>
            <MrkdwnText text={stringOf(attachment[part])} />
          </div>
        ),
      )}
      {listOf(attachment["blocks"]).map((block, index) => (
        <Block key={index} block={block} />
      ))}
    </div>
  );
}
