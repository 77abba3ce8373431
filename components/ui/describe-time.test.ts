import { expect, test } from "vitest";
import { describeTime } from "./describe-time";

const now = Date.UTC(2026, 10, 25, 12);

test.each([
  [0, "just now"],
  [12_000, "12s ago"],
  [59 * 60_000, "59m ago"],
  [23 * 3_600_000, "23h ago"],
  [6 * 86_400_000, "6d ago"],
  [-240_000, "in 4m"],
])("a moment %i ms ago reads %s", (ms, text) => {
  expect(describeTime(now - ms, now)).toBe(text);
});

test("beyond a week it is a date", () => {
  expect(describeTime(Date.UTC(2026, 9, 3, 12), now)).toBe("Oct 3, 2026");
});
