import { expect, it } from "vitest";
import { eventCount, windowOptions } from "./source-words";

it("a count the API stopped at is told as more than that", () => {
  expect([eventCount(0), eventCount(1234), eventCount(10_000), eventCount(10_001)]).toEqual(["0", "1,234", "10,000", "10,000+"]);
});

it("a window that was set elsewhere can be kept", () => {
  const options = windowOptions(45 * 60_000);
  expect(options.find(({ value }) => value === String(45 * 60_000))?.label).toBe("45 minutes");
  expect(options.map(({ value }) => Number(value))).toEqual(options.map(({ value }) => Number(value)).toSorted((a, b) => a - b));
  expect(windowOptions(86_400_000)).toHaveLength(6);
});
