"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { createChangeRefresher } from "./change-refresher";
import { createLiveConnection } from "./live-connection";

/** What is counted from other topics. */
const derived: Record<string, string[]> = { connections: ["attention"], deliveries: ["attention"], pipelines: ["attention"], organization: ["attention"] };

/** Keeps every query current whose key starts with a topic that changes; one stream a page, none while it is hidden. */
export function useLiveUpdates(): void {
  const client = useQueryClient();
  useEffect(() => {
    const refresher = createChangeRefresher({ refresh: (topic) => client.invalidateQueries({ queryKey: [topic] }), schedule });
    const connection = createLiveConnection({
      open: openStream,
      onChange: (topics) => {
        for (const topic of new Set(topics.flatMap((changed) => [changed, ...(derived[changed] ?? [])]))) refresher.changed(topic);
      },
      onMissed: () => void client.invalidateQueries({}, { cancelRefetch: false }),
      schedule,
    });
    const follow = () => (document.hidden ? connection.stop() : connection.start());
    follow();
    document.addEventListener("visibilitychange", follow);
    return () => {
      document.removeEventListener("visibilitychange", follow);
      connection.stop();
      refresher.stop();
    };
  }, [client]);
}

function openStream(handlers: { onOpen: () => void; onLost: () => void; onChange: (topics: string[]) => void }): { close(): void } {
  const source = new EventSource("/api/live");
  source.onopen = handlers.onOpen;
  source.onerror = handlers.onLost;
  source.addEventListener("change", ({ data }: MessageEvent<string>) => handlers.onChange(JSON.parse(data)));
  return source;
}

function schedule(run: () => void, delayMs: number): () => void {
  const timer = setTimeout(run, delayMs);
  return () => clearTimeout(timer);
}
