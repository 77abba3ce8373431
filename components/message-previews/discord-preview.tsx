import { OutsideLink } from "@/components/block-kit/outside-link";
import { JsonView } from "@/components/ui/json-view";
import { discordMessage, type DiscordEmbed } from "@/lib/destinations/discord/message";
import { ChatAvatar, ChatSender } from "./chat-sender";
import { InlineView } from "./inline-view";
import type { MessagePreviewProps } from "./message-view";
import { parseDiscord } from "./parse-discord";

const looks = {
  light: { ground: "bg-white text-[#2e3338] border-[#e3e5e8]", embed: "bg-[#f2f3f5]", muted: "text-[#5c5e66]", name: "text-[#060607]", link: "text-[#0067d9]", code: "bg-[#e3e5e8]", tag: "bg-[#4752c4] text-white" },
  dark: { ground: "bg-[#313338] text-[#dbdee1] border-[#1e1f22]", embed: "bg-[#2b2d31]", muted: "text-[#a6a9b0]", name: "text-[#f2f3f5]", link: "text-[#00a8fc]", code: "bg-[#1e1f22]", tag: "bg-[#4752c4] text-white" },
};
type Look = (typeof looks)["light"];

/** The message as a Discord channel shows it. */
export function DiscordPreview({ message, sentAtMs, theme }: MessagePreviewProps) {
  const parsed = discordMessage.safeParse(message);
  if (!parsed.success) return <JsonView value={message} label="Message" rootPath="$" openDepth={3} />;
  const look = looks[theme];
  const { content = "", embeds = [] } = parsed.data;
  return (
    <div className={`flex gap-3 rounded-md border px-4 py-3 text-[15px] leading-[1.375] ${look.ground}`}>
      <ChatAvatar className="rounded-full" />
      <div className="min-w-0 flex-1">
        <ChatSender sentAtMs={sentAtMs} nameClass={look.name} mutedClass={look.muted} tagClass={look.tag} />
        {content === "" ? null : <Text source={content} look={look} />}
        {embeds.map((embed, index) => <Embed key={index} embed={embed} look={look} />)}
      </div>
    </div>
  );
}

function Embed({ embed, look }: { embed: DiscordEmbed; look: Look }) {
  const { title, url, description, fields = [], footer, color = 0x202225 } = embed;
  return (
    <div className={`mt-1.5 max-w-[520px] rounded-[4px] border-l-4 px-3 py-2.5 text-[14px] ${look.embed}`} style={{ borderLeftColor: `#${color.toString(16).padStart(6, "0")}` }}>
      {title === undefined ? null : (
        <p className={`font-semibold wrap-anywhere ${look.name}`}>
          {url === undefined ? <InlineView items={parseDiscord(title)} look={look} /> : <OutsideLink href={url} className={`hover:underline ${look.link}`}><InlineView items={parseDiscord(title)} look={look} /></OutsideLink>}
        </p>
      )}
      {description === undefined ? null : <Text source={description} look={look} />}
      {fields.length === 0 ? null : (
        <dl className="mt-2 grid grid-cols-[repeat(auto-fill,minmax(130px,1fr))] gap-x-3 gap-y-2">
          {fields.map(({ name, value, inline }, index) => (
            <div key={index} className={inline ? "min-w-0" : "col-span-full min-w-0"}>
              <dt className={`font-semibold wrap-anywhere ${look.name}`}><InlineView items={parseDiscord(name)} look={look} /></dt>
              <dd className="whitespace-pre-wrap wrap-anywhere"><InlineView items={parseDiscord(value)} look={look} /></dd>
            </div>
          ))}
        </dl>
      )}
      {footer === undefined ? null : <p className={`mt-2 text-[12px] wrap-anywhere ${look.muted}`}>{footer.text}</p>}
    </div>
  );
}

function Text({ source, look }: { source: string; look: Look }) {
  return (
    <p className="mt-0.5 whitespace-pre-wrap wrap-anywhere">
      <InlineView items={parseDiscord(source)} look={look} />
    </p>
  );
}
