"use client";

import { useSyncExternalStore } from "react";
import { describeTime } from "./describe-time";
import { Tooltip } from "./tooltip";

const tickEveryMs = 1_000;

type RelativeTimeProps = { /** ISO 8601. */ at: string; className?: string };

/** `4m ago`, kept current; the exact time, in the viewer's zone, on hover. */
export function RelativeTime({ at, className }: RelativeTimeProps) {
  const atMs = Date.parse(at);
  // The text is the snapshot: a tick draws only those whose words change. The server does not know the viewer's now.
  const text = useSyncExternalStore(subscribe, () => describeTime(atMs, readNow()), () => at.slice(0, 16).replace("T", " "));
  return (
    <Tooltip content={exactTime(atMs)}>
      <time dateTime={at} className={className}>
        {text}
      </time>
    </Tooltip>
  );
}

function exactTime(atMs: number): string {
  return Number.isNaN(atMs) ? "" : new Date(atMs).toLocaleString(undefined, { dateStyle: "medium", timeStyle: "long" });
}

// One clock for all of them: hundreds may be on a page.
const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;
let nowMs = 0;

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(tick, tickEveryMs);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
    nowMs = 0;
  };
}

function tick(): void {
  nowMs = Date.now();
  for (const listener of listeners) listener();
}

function readNow(): number {
  nowMs ||= Date.now();
  return nowMs;
}
