"use client";

import { Check, Copy } from "lucide-react";
import { useEffect, useState } from "react";
import { cn } from "./class-names";
import { Tooltip } from "./tooltip";

const shownMs = 1_500;

type CopyButtonProps = { text: string; /** Says what is copied; shown as the tooltip. */ label: string; className?: string };

export function CopyButton({ text, label, className }: CopyButtonProps) {
  const [isCopied, setIsCopied] = useState(false);
  useEffect(() => {
    if (!isCopied) return;
    const timer = setTimeout(() => setIsCopied(false), shownMs);
    return () => clearTimeout(timer);
  }, [isCopied]);
  const Icon = isCopied ? Check : Copy;
  return (
    <Tooltip content={isCopied ? "Copied" : label}>
      <button
        type="button"
        aria-label={isCopied ? "Copied" : label}
        onClick={() => void navigator.clipboard.writeText(text).then(() => setIsCopied(true))}
        className={cn("inline-grid size-6 shrink-0 place-items-center rounded-xs text-neutral-10 transition-colors hover:bg-neutral-4 hover:text-neutral-12", className)}
      >
        <Icon className={cn("size-3.5", isCopied && "text-delivered")} aria-hidden="true" />
      </button>
    </Tooltip>
  );
}
