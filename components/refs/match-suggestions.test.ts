import { expect, test } from "vitest";
import { matchSuggestions } from "./match-suggestions";

const suggestions = ["$event.subject", "$event.customer_tier", "$event.tier", '$event["odd key"]', "$classify.urgency"].map((ref) => ({ ref, type: "string" }));
const match = (text: string) => matchSuggestions(suggestions, text).map(({ ref }) => ref);

test("a dollar offers everything, in order", () => {
  expect(match("$")).toEqual(suggestions.map(({ ref }) => ref));
});

test("a name alone finds its field, whole beginnings before parts", () => {
  expect(match("tier")).toEqual(["$event.tier", "$event.customer_tier"]);
  expect(match("odd")).toEqual(['$event["odd key"]']);
  expect(match("$URG")).toEqual(["$classify.urgency"]);
});

test("what fits nothing offers nothing", () => {
  expect(match("$event.subject.x")).toEqual([]);
});
