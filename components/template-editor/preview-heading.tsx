import { type ReactNode } from "react";
import type { RunContext } from "@/lib/pipeline/context";

type Props = { context: RunContext; isSample: boolean; children?: ReactNode };

export function PreviewHeading({ context: { event }, isSample, children }: Props) {
  return (
    <div className="flex min-h-8 items-center justify-between gap-3">
      <p className="min-w-0 truncate text-label text-neutral-10">
        Preview{" "}
        {isSample ? "with sample values" : (
          <>
            on <span className="font-mono">{event.type}</span> <span className="font-mono" title={event.id}>{event.id.slice(0, 12)}…</span>
          </>
        )}
      </p>
      {children}
    </div>
  );
}
