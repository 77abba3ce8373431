import { expect, test } from "vitest";
import { describeDetail } from "./describe-detail";

test("details read as one line, without what is empty", () => {
  expect(describeDetail({ version: 3, from: "Draft", to: null, slug_before: "", ids: ["a"] })).toBe('version 3 · from Draft · ids ["a"]');
  expect(describeDetail({})).toBe("");
});
