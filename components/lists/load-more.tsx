"use client";

import { useEffect, useRef } from "react";
import { Button } from "@/components/ui/button";

type LoadMoreProps = {
  hasMore: boolean;
  isLoading: boolean;
  onMore: () => void;
  /** What was looked through so far, where a filter makes the list search. */
  note?: string | undefined;
  /** False: only when the button is pressed. */
  isAutomatic?: boolean;
};

/** The end of a list: loads the next page as soon as it comes near the screen. */
export function LoadMore({ hasMore, isLoading, onMore, note, isAutomatic = true }: LoadMoreProps) {
  const ref = useRef<HTMLDivElement>(null);
  const shouldWatch = hasMore && !isLoading && isAutomatic;
  useEffect(() => {
    const end = ref.current;
    if (!shouldWatch || !end) return;
    const observer = new IntersectionObserver(([entry]) => entry?.isIntersecting && onMore(), { rootMargin: "1200px" });
    observer.observe(end);
    return () => observer.disconnect();
  }, [shouldWatch, onMore]);
  if (!hasMore && !note) return null;
  return (
    <div ref={ref} className="flex min-h-12 items-center justify-center gap-3 py-2 text-label text-neutral-10">
      {note && <span>{note}</span>}
      {hasMore && (
        <Button size="sm" variant="ghost" isBusy={isLoading} onClick={onMore}>
          {note ? "Search further back" : "Load more"}
        </Button>
      )}
    </div>
  );
}
