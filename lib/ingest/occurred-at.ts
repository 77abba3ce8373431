const futureMsMax = 24 * 60 * 60 * 1000;
/** 1973 in milliseconds; a smaller number is most likely a time in seconds. */
const millisecondsMin = 100_000_000_000;
const isoTime = /^(\d{4})-(\d\d)-(\d\d)T\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:\d\d)$/;

/** When an event happened, in ms: ISO 8601 with a zone, or Unix milliseconds; from 1970 to a day ahead. Else what was expected. */
export function parseOccurredAt(value: unknown, nowMs: number): number | string {
  const atMs = typeof value === "number" ? value : typeof value === "string" ? parseIsoTime(value) : undefined;
  if (atMs === undefined || !Number.isFinite(atMs)) {
    return "expected an ISO 8601 time such as 2026-01-31T12:00:00Z, or Unix milliseconds";
  }
  if (typeof value === "number" && atMs < millisecondsMin) return "expected Unix milliseconds; this looks like seconds";
  if (atMs < 0) return "expected a time from 1970 on";
  if (atMs > nowMs + futureMsMax) return "expected a time no more than a day ahead";
  return Math.floor(atMs);
}

function parseIsoTime(text: string): number | undefined {
  const parts = isoTime.exec(text);
  if (!parts) return undefined;
  const [, year, month, day] = parts;
  // Date.parse takes February 30 for March 2.
  if (Number(day) > new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate()) return undefined;
  return Date.parse(text);
}
