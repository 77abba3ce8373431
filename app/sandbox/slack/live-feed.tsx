"use client";

import { useRouter } from "next/navigation";
import { useEffect, useRef, type ReactNode } from "react";

const refreshMs = 2000;
/** How far from the end a reader still counts as following the channel. */
const followPixels = 120;

type Props = { newestTs: string | null; children: ReactNode };

/** Keeps the page current while somebody looks at it, and the newest message in view while they follow along. */
export function LiveFeed({ newestTs, children }: Props) {
  const router = useRouter();
  const feed = useRef<HTMLDivElement>(null);
  const isFollowing = useRef(true);

  useEffect(() => {
    const timer = setInterval(() => {
      if (document.visibilityState === "visible") router.refresh();
    }, refreshMs);
    return () => clearInterval(timer);
  }, [router]);

  useEffect(() => {
    const target = location.hash === "" ? null : document.getElementById(location.hash.slice(1));
    if (target === null) return;
    isFollowing.current = false;
    target.scrollIntoView({ block: "center" });
  }, []);

  useEffect(() => {
    const element = feed.current;
    if (element && isFollowing.current) element.scrollTop = element.scrollHeight;
  }, [newestTs]);

  function follow() {
    const element = feed.current;
    if (element) isFollowing.current = element.scrollHeight - element.scrollTop - element.clientHeight < followPixels;
  }

  return (
    <div ref={feed} onScroll={follow} role="log" aria-label="Messages" tabIndex={0} className="flex min-h-0 flex-1 flex-col overflow-y-auto py-3">
      {children}
    </div>
  );
}
