import type { Quiet } from "@/lib/destinations/noise-fields";

const minuteMs = 60_000;
const dayMinutes = 1440;

/** The moment the quiet hours are over, in Unix milliseconds; null outside of them. `from` after `to` goes over midnight. */
export function quietUntil({ from, to, timeZone }: Omit<Quiet, "unless">, nowMs: number): number | null {
  const [start, end] = [minutesOf(from), minutesOf(to)];
  const now = localMinutes(nowMs, timeZone);
  const isQuiet = start < end ? now >= start && now < end : now >= start || now < end;
  if (!isQuiet) return null;
  const left = (end - now + dayMinutes) % dayMinutes;
  const guess = Math.floor(nowMs / minuteMs) * minuteMs + left * minuteMs;
  // Where clocks are put forward or back meanwhile, the guess is off by that.
  const off = ((end - localMinutes(guess, timeZone) + dayMinutes + dayMinutes / 2) % dayMinutes) - dayMinutes / 2;
  return guess + off * minuteMs;
}

function minutesOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(":").map(Number);
  return hours * 60 + minutes;
}

const formats = new Map<string, Intl.DateTimeFormat>();

function localMinutes(ms: number, timeZone: string): number {
  const format = formats.get(timeZone) ?? new Intl.DateTimeFormat("en-GB", { timeZone, hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  formats.set(timeZone, format);
  return minutesOf(format.format(ms));
}
