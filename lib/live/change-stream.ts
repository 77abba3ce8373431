import type { ChangeFeed } from "./change-feed";

const heartbeatEveryMs = 20_000;
/** A stream asks who it is for only at its start: it ends after this long, and the browser opens another. */
const lifetimeMs = 10 * 60_000;
/** How long the browser waits before it comes again. */
const reconnectMs = 1_000;

const encoder = new TextEncoder();

/** The changes of one organization as server-sent events: `event: change`, `data: ["events","runs"]`. */
export function changeStream(feed: ChangeFeed, organizationId: string, signal: AbortSignal): ReadableStream<Uint8Array> {
  let release = () => {};
  return new ReadableStream<Uint8Array>({
    start(controller) {
      const write = (text: string) => controller.enqueue(encoder.encode(text));
      const end = () => {
        release();
        controller.close();
      };
      const stopWatching = feed.watch(organizationId, {
        onChange: (topics) => write(`event: change\ndata: ${JSON.stringify(topics)}\n\n`),
        onClose: end,
      });
      const heartbeat = setInterval(() => write(": still here\n\n"), heartbeatEveryMs);
      const lifetime = setTimeout(end, lifetimeMs);
      release = () => {
        stopWatching();
        clearInterval(heartbeat);
        clearTimeout(lifetime);
        signal.removeEventListener("abort", end);
      };
      signal.addEventListener("abort", end);
      write(`retry: ${reconnectMs}\n\nevent: hello\ndata: {}\n\n`);
    },
    cancel: () => release(),
  });
}
