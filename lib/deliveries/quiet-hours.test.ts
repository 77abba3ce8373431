import fc from "fast-check";
import { expect, test } from "vitest";
import { quietUntil } from "./quiet-hours";

const berlin = { from: "22:00", to: "07:00", timeZone: "Europe/Berlin" };
const at = (text: string) => Date.parse(text);
const until = (now: string, quiet = berlin) => {
  const end = quietUntil(quiet, at(now));
  return end === null ? null : new Date(end).toISOString();
};

test.each<[string, string | null]>([
  ["2026-01-10T20:59:59Z", null],
  ["2026-01-10T21:00:00Z", "2026-01-11T06:00:00.000Z"],
  ["2026-01-11T05:59:30Z", "2026-01-11T06:00:00.000Z"],
  ["2026-01-11T06:00:00Z", null],
  // Clocks go forward at 01:00 UTC: seven o'clock comes an hour earlier.
  ["2026-03-28T22:30:00Z", "2026-03-29T05:00:00.000Z"],
  ["2026-10-24T21:30:00Z", "2026-10-25T06:00:00.000Z"],
])("at %s it is quiet until %s", (now, end) => expect(until(now)).toBe(end));

test("within one day, too", () => {
  const lunch = { from: "12:00", to: "13:30", timeZone: "Asia/Kolkata" };
  expect(until("2026-01-10T07:00:00Z", lunch)).toBe("2026-01-10T08:00:00.000Z");
  expect(until("2026-01-10T06:29:00Z", lunch)).toBeNull();
});

test("it ends within a day, when it is not quiet any more", () => {
  const time = fc.tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 })).map((parts) => parts.map((part) => String(part).padStart(2, "0")).join(":"));
  const zone = fc.constantFrom("UTC", "Europe/Berlin", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe", "Pacific/Apia");
  fc.assert(fc.property(time, time, zone, fc.integer({ min: at("2026-01-01"), max: at("2027-01-01") }), (from, to, timeZone, now) => {
    fc.pre(from !== to);
    const end = quietUntil({ from, to, timeZone }, now);
    if (end === null) return;
    expect(end).toBeGreaterThan(now - 60_000);
    // Two hours more where clocks are put back.
    expect(end - now).toBeLessThanOrEqual(26 * 3_600_000);
  }));
});
