import { expect, it } from "vitest";
import { matchesRules } from "./matches-rules";

const event = { type: "ticket.created", source_id: "src_1", source: "default" };

it("takes an event by its source's id or slug and its type, and every event without rules", () => {
  expect(matchesRules([], event)).toBe(true);
  expect(matchesRules([{ source: "default", match: "ticket.*" }], event)).toBe(true);
  expect(matchesRules([{ source: "src_1" }], event)).toBe(true);
  expect(matchesRules([{ source: "default", match: "other" }, { source: "elsewhere" }], event)).toBe(false);
});
