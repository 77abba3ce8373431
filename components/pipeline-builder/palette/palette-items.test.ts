import { expect, it } from "vitest";
import { searchPalette } from "./palette-items";

const kinds = (text: string) => searchPalette(text).flatMap(({ items }) => items.map(({ kind }) => kind));

it("offers everything, sources first and destinations last", () => {
  expect(searchPalette("")[0]?.id).toBe("source");
  expect(searchPalette("").at(-1)?.id).toBe("destination");
  expect(kinds("")).toEqual(expect.arrayContaining(["source", "filter.match", "classify", "redact.pii", "transform", "slack", "webhook"]));
});

it("finds by kind, title and what it does, in any case", () => {
  expect(kinds("FILTER")).toContain("filter.match");
  expect(kinds("personal data")).toEqual(["redact.pii"]);
  expect(kinds("slack")).toEqual(["slack"]);
  expect(kinds("no such thing")).toEqual([]);
  expect(searchPalette("", "step").flatMap(({ items }) => items.map(({ part }) => part))).not.toContain("source");
});
