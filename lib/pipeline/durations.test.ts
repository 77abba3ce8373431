import fc from "fast-check";
import { expect, test } from "vitest";
import { UserError } from "@/lib/errors";
import { formatDuration, isDuration, parseDuration } from "./durations";

test.each([["500ms", 500], ["30s", 30_000], ["5m", 300_000], ["24h", 86_400_000], ["7d", 604_800_000], ["0s", 0]])("%s is %i ms", (text, ms) => {
  expect(parseDuration(text)).toBe(ms);
});

test.each(["", "5", "m", "-5m", "5 m", "1.5h", "5w", "9999d", "99999999999999999d"])("%j is refused with what was expected", (text) => {
  expect(() => parseDuration(text)).toThrow(UserError);
  expect(isDuration(text)).toBe(false);
});

test("formatDuration is the inverse", () => {
  fc.assert(fc.property(fc.nat({ max: 1e9 }), (ms) => {
    expect(parseDuration(formatDuration(ms))).toBe(ms);
  }));
  expect([formatDuration(3_600_000), formatDuration(90_000), formatDuration(0)]).toEqual(["1h", "90s", "0s"]);
});
