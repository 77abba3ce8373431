import { expect, it } from "vitest";
import { eventParams, hasFilters, type EventFilters } from "./event-filters";

const none: EventFilters = { q: null, type: null, source: null, status: null, range: null, from: null, to: null };
const nowMs = Date.parse("2026-05-01T12:00:00.000Z");

it("counts a range back from the moment it was chosen", () => {
  expect(eventParams({ ...none, range: "1h" }, nowMs)).toMatchObject({ from: "2026-05-01T11:00:00.000Z", to: null });
});

it("lets exact times win over a range", () => {
  const from = new Date("2026-04-01T00:00:00.000Z");
  expect(eventParams({ ...none, range: "1h", from }, nowMs).from).toBe("2026-04-01T00:00:00.000Z");
  expect(eventParams({ ...none, range: "1h", to: from }, nowMs)).toMatchObject({ from: null, to: "2026-04-01T00:00:00.000Z" });
});

it("knows whether anything is filtered at all", () => {
  expect(hasFilters({ ...none, q: "" })).toBe(false);
  expect(hasFilters({ ...none, status: "failed" })).toBe(true);
});
