"use client";

import { ChevronRight } from "lucide-react";
import { type ReactNode } from "react";
import { useViewer } from "@/components/frame/viewer-context";
import { cn } from "@/components/ui/class-names";
import { RelativeTime } from "@/components/ui/relative-time";
import { type VersionResource } from "@/lib/pipelines/pipeline-resource";
import { useMembers } from "./use-members";
import { authorWords } from "./author-words";

type VersionRowProps = { version: VersionResource; isCurrent: boolean; isOpen: boolean; onToggle: () => void; children: ReactNode };

export function VersionRow({ version: { number, created_at, deployed_by }, isCurrent, isOpen, onToggle, children }: VersionRowProps) {
  const { userId } = useViewer();
  const members = useMembers();
  return (
    <li className={cn("rounded-md border border-transparent", isOpen && "border-neutral-5 bg-neutral-2")}>
      <button type="button" aria-expanded={isOpen} onClick={onToggle} className="flex w-full items-center gap-3 rounded-md px-3 py-2.5 text-left hover:bg-neutral-3">
        <ChevronRight className={cn("size-4 shrink-0 text-neutral-10 transition-transform", isOpen && "rotate-90")} aria-hidden="true" />
        <span className="font-mono text-mono font-medium">v{number}</span>
        <span className="min-w-0 flex-1 truncate text-dense text-neutral-11">
          <RelativeTime at={created_at} /> by {authorWords(deployed_by, userId, members)}
        </span>
        {isCurrent && <span className="rounded-xs bg-delivered-tint px-1.5 text-label font-medium text-delivered">current</span>}
      </button>
      {isOpen && <div className="px-3 pb-3 pl-10">{children}</div>}
    </li>
  );
}
