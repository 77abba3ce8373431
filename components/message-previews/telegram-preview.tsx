import { ExternalLink } from "lucide-react";
import { LocalTime } from "@/components/block-kit/local-time";
import { OutsideLink } from "@/components/block-kit/outside-link";
import { JsonView } from "@/components/ui/json-view";
import { telegramMessage } from "@/lib/destinations/telegram/message";
import { InlineView } from "./inline-view";
import type { MessagePreviewProps } from "./message-view";
import { parseTelegram } from "./parse-telegram";

const looks = {
  light: { ground: "bg-[#d7e3ee] border-[#c3d2df]", bubble: "bg-white text-[#0f1419]", name: "text-[#2a6fa8]", muted: "text-[#5f6b75]", link: "text-[#1a6fb3]", code: "bg-[#edf1f5]", button: "bg-white/70 text-[#1f5f94]" },
  dark: { ground: "bg-[#0e1621] border-[#1c2733]", bubble: "bg-[#182533] text-[#f5f5f5]", name: "text-[#6ab3f3]", muted: "text-[#93a1ae]", link: "text-[#6ab3f3]", code: "bg-[#22303f]", button: "bg-[#1f2f3f] text-[#8fc7f5]" },
};

/** The message as a Telegram chat shows it. */
export function TelegramPreview({ message, sentAtMs, theme }: MessagePreviewProps) {
  const parsed = telegramMessage.safeParse(message);
  if (!parsed.success) return <JsonView value={message} label="Message" rootPath="$" openDepth={3} />;
  const look = looks[theme];
  const rows = parsed.data.reply_markup?.inline_keyboard ?? [];
  return (
    <div className={`rounded-md border px-4 py-4 ${look.ground}`}>
      <div className="max-w-[440px]">
        <div className={`rounded-[12px] rounded-bl-[4px] px-3 py-2 text-[14px] leading-[1.4] shadow-sm ${look.bubble}`}>
          <p className={`font-semibold ${look.name}`}>Ingestlayer</p>
          <p className="whitespace-pre-wrap wrap-anywhere">
            <InlineView items={parseTelegram(parsed.data.text)} look={look} />
          </p>
          <p className={`text-right text-[11px] ${look.muted}`}>
            <LocalTime unixMs={sentAtMs} />
          </p>
        </div>
        {rows.map((row, index) => (
          <div key={index} className="mt-1 flex gap-1">
            {row.map(({ text, url }) => (
              <OutsideLink key={text} href={url} className={`flex flex-1 items-center justify-center gap-1.5 rounded-[8px] px-3 py-2 text-[13px] font-medium ${look.button}`}>
                {text} <ExternalLink className="size-3.5" aria-hidden="true" />
              </OutsideLink>
            ))}
          </div>
        ))}
      </div>
    </div>
  );
}
