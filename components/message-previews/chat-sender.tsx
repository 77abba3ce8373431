import { Workflow } from "lucide-react";
import { LocalTime } from "@/components/block-kit/local-time";

/** Who wrote and when, as chats show it of an app. */
export function ChatSender({ sentAtMs, nameClass, mutedClass, tagClass }: { sentAtMs: number; nameClass: string; mutedClass: string; tagClass: string }) {
  return (
    <p className="flex flex-wrap items-center gap-x-1.5">
      <span className={`font-semibold ${nameClass}`}>Ingestlayer</span>
      <span className={`rounded-[3px] px-1 text-[10px] leading-4 font-semibold ${tagClass}`}>APP</span>
      <span className={`text-[12px] ${mutedClass}`}>
        <LocalTime unixMs={sentAtMs} />
      </span>
    </p>
  );
}

export function ChatAvatar({ className }: { className: string }) {
  return (
    <span aria-hidden="true" className={`grid size-10 shrink-0 place-items-center bg-[#4f46e5] text-white ${className}`}>
      <Workflow className="size-5" />
    </span>
  );
}
