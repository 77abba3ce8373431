import type { Json } from "@/lib/durable/contract";
import { numberOf } from "./text";

/** Below this a number is Unix seconds, from it on milliseconds: the year 5138 in one reading, March 1973 in the other. */
const secondsMax = 1e11;
const instantMsMax = 8.64e15;

/** Unix milliseconds of an ISO text or a Unix time in seconds or milliseconds; null if it is no time. */
export function instantOf(value: Json | undefined): number | null {
  const number = numberOf(value);
  if (number !== null) {
    const ms = Math.abs(number) < secondsMax ? number * 1000 : number;
    return Math.abs(ms) <= instantMsMax ? ms : null;
  }
  // Date.parse accepts nearly any text with a number in it; only an ISO date is meant.
  if (typeof value !== "string" || !/^[+-]?\d{4,6}-\d\d/.test(value)) return null;
  const ms = Date.parse(value);
  return Number.isNaN(ms) ? null : ms;
}

const tokens = /\[([^\]]*)\]|YYYY|YY|MMMM|MMM|MM|M|DD|D|dddd|ddd|HH|H|hh|h|mm|m|ss|s|A|a|ZZZ/g;

/** Tokens: YYYY YY MMMM MMM MM M DD D dddd ddd HH H hh h mm m ss s A a ZZZ; text in [brackets] is kept. UTC by default. */
export function formatDate(instant: number, format: string, zone: string): string {
  const parts = partsOf(instant, zone);
  return (format || "YYYY-MM-DD HH:mm").replace(tokens, (token, literal: string | undefined) => literal ?? parts[token] ?? token);
}

const zoneFormats = new Map<string, Intl.DateTimeFormat>();

function partsOf(instant: number, zone: string): Record<string, string> {
  const read: Record<string, string> = {};
  for (const { type, value } of zoneFormat(zone).formatToParts(instant)) read[type] = value;
  const { year = "", month = "", day = "", weekday = "", hour = "", minute = "", second = "", timeZoneName = "" } = read;
  const monthNumber = String(1 + monthNames.indexOf(month));
  const hour12 = String(Number(hour) % 12 || 12);
  return {
    YYYY: year, YY: year.slice(-2), MMMM: month, MMM: month.slice(0, 3), MM: monthNumber.padStart(2, "0"), M: monthNumber,
    DD: day, D: String(Number(day)), dddd: weekday, ddd: weekday.slice(0, 3),
    HH: hour, H: String(Number(hour)), hh: hour12.padStart(2, "0"), h: hour12,
    mm: minute, m: String(Number(minute)), ss: second, s: String(Number(second)),
    A: Number(hour) < 12 ? "AM" : "PM", a: Number(hour) < 12 ? "am" : "pm", ZZZ: timeZoneName,
  };
}

const monthNames = [
  "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
];

/** An unknown zone is read as UTC; the zone may come from event data, so the table of known ones is bounded. */
function zoneFormat(zone: string): Intl.DateTimeFormat {
  const known = zoneFormats.get(zone);
  if (known) return known;
  let format: Intl.DateTimeFormat;
  try {
    format = dateFormat(zone || "UTC");
  } catch {
    return zoneFormat("UTC");
  }
  if (zoneFormats.size >= 1000) zoneFormats.clear();
  zoneFormats.set(zone, format);
  return format;
}

function dateFormat(timeZone: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat("en-US", {
    timeZone, hourCycle: "h23", weekday: "long", year: "numeric", month: "long", day: "2-digit",
    hour: "2-digit", minute: "2-digit", second: "2-digit", timeZoneName: "short",
  });
}

const relativeFormat = new Intl.RelativeTimeFormat("en", { numeric: "always" });
const relativeUnits: [Intl.RelativeTimeFormatUnit, number][] = [
  ["year", 365 * 86_400_000], ["month", 30 * 86_400_000], ["day", 86_400_000], ["hour", 3_600_000], ["minute", 60_000],
];

/** `5 minutes ago`, `in 3 days`; `just now` within a minute. */
export function relativeTime(instant: number, nowMs: number): string {
  const elapsedMs = instant - nowMs;
  for (const [unit, sizeMs] of relativeUnits) {
    if (Math.abs(elapsedMs) >= sizeMs) return relativeFormat.format(Math.trunc(elapsedMs / sizeMs), unit);
  }
  return "just now";
}
