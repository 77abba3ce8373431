"use client";

import { useState, type ReactNode } from "react";
import { cn } from "@/components/ui/class-names";

/** Side by side where there are 900 pixels, else one of them with a switch. */
export function EditorLayout({ editor, preview }: { editor: ReactNode; preview: ReactNode }) {
  const [shown, setShown] = useState<"edit" | "preview">("edit");
  return (
    <div className="grid items-start gap-6 @[900px]:grid-cols-2">
      <div role="group" aria-label="Show" className="flex gap-1 rounded-sm bg-neutral-3 p-0.5 @[900px]:hidden">
        {(["edit", "preview"] as const).map((side) => (
          <button
            key={side}
            type="button"
            aria-pressed={shown === side}
            onClick={() => setShown(side)}
            className="h-7 flex-1 rounded-xs text-dense font-medium text-neutral-10 capitalize aria-pressed:bg-raised dark:aria-pressed:bg-neutral-6 aria-pressed:text-neutral-12 aria-pressed:shadow-sm"
          >
            {side}
          </button>
        ))}
      </div>
      <div className={cn("min-w-0", shown === "preview" && "hidden @[900px]:block")}>{editor}</div>
      <div className={cn("min-w-0 @[900px]:sticky @[900px]:top-0", shown === "edit" && "hidden @[900px]:block")}>{preview}</div>
    </div>
  );
}
