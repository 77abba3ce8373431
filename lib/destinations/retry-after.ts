const dayMs = 24 * 60 * 60_000;

/** Milliseconds to wait, from whole seconds or an HTTP date (RFC 9110, 10.2.3); a day at most. */
export function parseRetryAfter(header: string | undefined, nowMs: number): number | undefined {
  const text = header?.trim() ?? "";
  if (text === "") return undefined;
  const untilMs = /^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text) - nowMs;
  return Number.isNaN(untilMs) ? undefined : Math.min(Math.max(untilMs, 0), dayMs);
}
