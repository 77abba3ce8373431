import { expect, it } from "vitest";
import { waitingWords } from "./waiting-words";

const pending = { status: "pending", carried_by: "dlv_1", created_at: new Date(2026, 10, 27, 13, 50).toISOString(), next_attempt_at: new Date(2026, 10, 27, 14, 5).toISOString() };

it("says until when events gather, with the day where it is another", () => {
  expect(waitingWords(pending)).toBe("gathering until 14:05");
  expect(waitingWords({ ...pending, next_attempt_at: new Date(2026, 10, 28, 7, 0).toISOString() })).toBe("gathering until 28 Nov, 07:00");
});

it("says until when a delivery waits by itself, and nothing of one that is due or over", () => {
  expect(waitingWords({ ...pending, carried_by: null })).toBe("waiting until 14:05");
  expect(waitingWords({ ...pending, next_attempt_at: null })).toBeNull();
  expect(waitingWords({ ...pending, status: "retrying" })).toBeNull();
});
