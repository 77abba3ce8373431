import Link from "next/link";
import type { SandboxChannel } from "@/lib/slack-sandbox/store-port";
import { ChannelMark } from "./channel-mark";

type Props = { channels: SandboxChannel[]; currentId: string };

export function ChannelList({ channels, currentId }: Props) {
  return (
    <ul className="relative flex gap-1 overflow-x-auto px-2 pb-2 md:flex-1 md:flex-col md:gap-0.5 md:overflow-y-auto">
      {channels.map((channel) => (
        <li key={channel.id} className="shrink-0">
          <Link
            href={`/sandbox/slack?channel=${channel.id}`}
            aria-current={channel.id === currentId ? "page" : undefined}
            className={`flex items-center rounded px-2 py-1 text-sm hover:bg-neutral-4 aria-[current=page]:bg-accent aria-[current=page]:text-on-accent ${channel.isArchived ? "text-neutral-10 line-through" : ""}`}
          >
            <ChannelMark isPrivate={channel.isPrivate} />
            {channel.name}
            {channel.isPrivate ? <span className="sr-only"> (private)</span> : null}
            {channel.isArchived ? <span className="sr-only"> (archived)</span> : null}
          </Link>
        </li>
      ))}
    </ul>
  );
}
