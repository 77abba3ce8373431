"use client";

import { useSyncExternalStore } from "react";

/** UTC in the server's HTML, the reader's own time in their browser. */
export function LocalTime({ unixMs }: { unixMs: number }) {
  const date = new Date(unixMs);
  const text = useSyncExternalStore(
    neverChanges,
    () => date.toLocaleTimeString(undefined, { hour: "2-digit", minute: "2-digit", second: "2-digit" }),
    () => `${date.toISOString().slice(11, 19)} UTC`,
  );
  return (
    <time dateTime={date.toISOString()} title={date.toISOString()} className="text-xs text-neutral-10">
      {text}
    </time>
  );
}

function neverChanges(): () => void {
  return () => {};
}
