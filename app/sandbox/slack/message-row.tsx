import type { SandboxMessage } from "@/lib/slack-sandbox/store-port";
import { BlockView } from "./block-view";
import { LocalTime } from "./local-time";
import { MrkdwnText } from "./mrkdwn-text";
import { listOf, recordOf, stringOf } from "./read-json";

type Props = { message: SandboxMessage; botName: string };

export function MessageRow({ message, botName }: Props) {
  const name = message.username ?? botName;
  return (
    <article
      id={`p${message.ts.replace(".", "")}`}
      className={`flex gap-3 px-4 py-2 target:bg-neutral-4 hover:bg-neutral-2 ${message.threadTs ? "ml-6 border-l-2 border-neutral-5" : ""}`}
    >
      <div aria-hidden="true" className="mt-0.5 flex size-9 shrink-0 items-center justify-center rounded-lg bg-accent font-bold text-on-accent">
        {name.slice(0, 1).toUpperCase()}
      </div>
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-baseline gap-x-2">
          <span className="font-bold">{name}</span>
          <span className="rounded bg-neutral-4 px-1 text-[10px] leading-4 font-semibold text-neutral-11">APP</span>
          <LocalTime unixMs={Math.floor(Number(message.ts) * 1000)} />
          {message.editedTs ? <span className="text-xs text-neutral-10">(edited)</span> : null}
        </p>
        <div className="space-y-2 break-words">
          {message.blocks ? message.blocks.map((block, index) => <BlockView key={index} block={block} />) : <MrkdwnText text={message.text} />}
          {listOf(message.attachments).map((attachment, index) => (
            <Attachment key={index} attachment={recordOf(attachment)} />
          ))}
        </div>
      </div>
    </article>
  );
}

function Attachment({ attachment }: { attachment: Record<string, unknown> }) {
  const color = stringOf(attachment["color"]);
  const borderColor = /^#?[0-9a-f]{6}$/i.test(color) ? `#${color.replace("#", "")}` : undefined;
  return (
    <div className="space-y-2 border-l-4 border-neutral-7 pl-3" style={{ borderColor }}>
      {["pretext", "title", "text", "footer"].map((part) =>
        stringOf(attachment[part]) === "" ? null : (
          <div key={part} className={part === "title" ? "font-bold" : ""}>
            <MrkdwnText text={stringOf(attachment[part])} />
          </div>
        ),
      )}
      {listOf(attachment["blocks"]).map((block, index) => (
        <BlockView key={index} block={block} />
      ))}
    </div>
  );
}
