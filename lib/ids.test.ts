import { expect, it } from "vitest";
import { derivedId, firstIdAt, newId, timeOfId } from "./ids";

it("bounds the ids made from a moment on, and reads the moment back", () => {
  const id = newId("run", 4_000_000_000_000);
  expect(timeOfId(id)).toBe(4_000_000_000_000);
  expect(firstIdAt("run", 4_000_000_000_000) <= id).toBe(true);
  expect(firstIdAt("run", 4_000_000_000_001) > id).toBe(true);
});

it("derives ids that are the same each time, of the same moment, in order, and nobody else's", () => {
  const runs = Array.from({ length: 200 }, () => newId("run", 4_000_000_000_001));
  const derived = runs.flatMap((run) => Array.from({ length: 64 }, (_, place) => derivedId("delivery", run, place)));
  const made = Array.from({ length: 3_000 }, () => newId("delivery", 4_000_000_000_001));
  expect(new Set([...derived, ...made]).size).toBe(derived.length + made.length);
  expect(derived.toSorted()).toEqual(derived);
  expect(derivedId("delivery", runs[7] ?? "", 3)).toBe(derived[7 * 64 + 3]);
  expect(derived.every((id) => /^dlv_[0-9A-HJKMNP-TV-Z]{26}$/.test(id) && timeOfId(id) === 4_000_000_000_001)).toBe(true);
});
