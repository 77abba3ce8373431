import type { Json } from "@/lib/durable/contract";
import { cutTo } from "./cut-to";
import type { Digest } from "./contract";

const nameMax = 100;
const namesMax = 80;

/** What a digest keeps of its key's values; null = the event has none. */
export function namesOfKey(values: Json[]): string[] {
  return values.filter((value) => value !== null).map((value) => cutTo(typeof value === "string" ? value : JSON.stringify(value), nameMax));
}

/** The key's values as one short text, not escaped; "" where they say nothing. */
export function digestNames({ names }: Digest): string {
  return cutTo(names.filter((name) => name.trim() !== "").join(", ").replace(/\s+/g, " "), namesMax);
}

/** `27 Nov, 14:02 UTC`, for where a chat can't show a moment in its reader's own zone. */
export function digestSince({ sinceMs, timeZone }: Digest): string {
  return new Intl.DateTimeFormat("en-GB", { timeZone, day: "numeric", month: "short", hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZoneName: "short" }).format(sinceMs);
}

/** As many of the lines, from the first on, as fit; below them how many more there are. */
export function linesThatFit(lines: string[], count: number, more: (left: number) => string, fits: (lines: string[]) => boolean): string[] {
  for (let listed = lines.length; listed > 0; listed--) {
    const shown = [...lines.slice(0, listed), ...(count > listed ? [more(count - listed)] : [])];
    if (fits(shown)) return shown;
  }
  return [more(count)];
}
