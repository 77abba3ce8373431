import { expect, it } from "vitest";
import { slugSchema } from "@/lib/pipeline/definition";
import { partId } from "./part-id";

it("reads like the kind and counts up from 2", () => {
  expect(partId("filter.match", [])).toBe("filter-match");
  expect(partId("filter.match", ["filter-match"])).toBe("filter-match-2");
  expect(partId("filter.match", ["filter-match", "filter-match-2"])).toBe("filter-match-3");
});

it("counts a copy of a copy on instead of appending to it", () => {
  expect(partId("alerts-2", ["alerts", "alerts-2"])).toBe("alerts-3");
});

it("is always a valid id", () => {
  for (const name of ["", "...", "-x", "ü.ö", "a".repeat(200)]) expect(slugSchema.safeParse(partId(name, [partId(name, [])])).success).toBe(true);
});
