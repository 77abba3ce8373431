import { expect, it } from "vitest";
import { durationBetween, durationText } from "./duration-text";

it.each([
  [0, "0 ms"], [-3, "0 ms"], [0.44, "0.4 ms"], [83.4, "83 ms"], [999.4, "999 ms"], [1240, "1.2 s"], [59_960, "1m 00s"], [184_000, "3m 04s"], [3_599_600, "1h 00m"], [7_500_000, "2h 05m"],
])("%s ms reads %s", (ms, text) => {
  expect(durationText(ms)).toBe(text);
});

it("has no length while one end is missing", () => {
  expect(durationBetween("2026-01-01T00:00:00.000Z", null)).toBeNull();
  expect(durationBetween("2026-01-01T00:00:00.000Z", "2026-01-01T00:00:00.083Z")).toBe("83 ms");
});
