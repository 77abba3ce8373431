"use client";

import { useSyncExternalStore } from "react";

/** UTC in the server's HTML, the reader's own time in their browser. */
export function LocalTime({ unixMs }: { unixMs: number }) {
  const date = new Date(Number.isFinite(unixMs) ? unixMs : 0);
  const text = useSyncExternalStore(
    neverChanges,
    () => date.toLocaleTimeString(undefined, { hour: "numeric", minute: "2-digit" }),
    () => `${date.toISOString().slice(11, 16)} UTC`,
  );
  return (
    <time dateTime={date.toISOString()} title={date.toISOString()}>
      {text}
    </time>
  );
}

function neverChanges(): () => void {
  return () => {};
}
