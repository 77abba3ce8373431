/** As the server asked, else longer each time; never twice the same, so that clients don't come back together. */
export function retryDelayMs(attempt: number, retryAfterMs: number | undefined): number {
  return retryAfterMs ?? Math.random() * Math.min(200 * 2 ** attempt, 5_000);
}

/** Seconds or an HTTP date (RFC 9110 §10.2.3), as milliseconds from now, a minute at most. */
export function parseRetryAfter(header: string | null): number | undefined {
  if (!header) return undefined;
  const seconds = Number(header);
  const ms = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(header) - Date.now();
  return Number.isFinite(ms) ? Math.min(Math.max(ms, 0), 60_000) : undefined;
}

export function pause(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason as Error);
    const abort = () => {
      clearTimeout(timer);
      reject(signal?.reason as Error);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener("abort", abort);
      resolve();
    }, ms);
    signal?.addEventListener("abort", abort, { once: true });
  });
}
