import { parseAsIsoDateTime, parseAsString, parseAsStringLiteral } from "nuqs";
import type { QueryParams } from "@/components/query/api-client";

export const runStatuses = ["queued", "running", "waiting", "succeeded", "filtered", "failed"] as const;
export const ranges = { "15m": 15 * 60_000, "1h": 3_600_000, "24h": 86_400_000, "7d": 7 * 86_400_000 } as const;
export type Range = keyof typeof ranges;
const rangeNames = ["15m", "1h", "24h", "7d"] as const satisfies readonly Range[];

export const timeFilterParsers = {
  range: parseAsStringLiteral(rangeNames),
  from: parseAsIsoDateTime,
  to: parseAsIsoDateTime,
};

/** The filters of /events as the URL holds them. */
export const eventFilterParsers = {
  q: parseAsString,
  type: parseAsString,
  source: parseAsString,
  status: parseAsStringLiteral(runStatuses),
  ...timeFilterParsers,
};

export type TimeFilters = {
  /** Counted back from now; `from` and `to` win over it. */
  range: Range | null;
  from: Date | null;
  to: Date | null;
};

export type EventFilters = TimeFilters & {
  q: string | null;
  type: string | null;
  source: string | null;
  status: (typeof runStatuses)[number] | null;
};

/** What the API is asked at that moment. */
export function eventParams({ q, type, source, status, ...times }: EventFilters, nowMs: number): QueryParams {
  return { q, type, source, status, ...timeParams(times, nowMs) };
}

export function timeParams({ range, from, to }: TimeFilters, nowMs: number): { from: string | null; to: string | null } {
  const start = from ?? (range && !to ? new Date(nowMs - ranges[range]) : null);
  return { from: start?.toISOString() ?? null, to: to?.toISOString() ?? null };
}

export function hasFilters({ q, ...filters }: EventFilters): boolean {
  return Boolean(q) || Object.values(filters).some((value) => value !== null);
}

/** Whether a search has to look through events one by one. */
export function isSearching({ q, status }: EventFilters): boolean {
  return Boolean(q) || status !== null;
}
