import { describe, expect, it } from "vitest";
import { diffJson } from "./diff-json";

describe("the difference of two documents", () => {
  it("is empty for equal ones, however deep", () => {
    expect(diffJson({ a: [1, { b: null }] }, { a: [1, { b: null }] })).toEqual([]);
  });

  it("names what was added, removed and changed at the deepest path", () => {
    expect(diffJson({ event: { body: "a", gone: 1 } }, { event: { body: "b" }, classify: { urgency: "low" } })).toEqual([
      { kind: "changed", path: ["event", "body"], before: "a", after: "b" },
      { kind: "removed", path: ["event", "gone"], before: 1 },
      { kind: "added", path: ["classify"], after: { urgency: "low" } },
    ]);
  });

  it("compares lists by place", () => {
    expect(diffJson([1, 2, 3], [1, 5])).toEqual([{ kind: "changed", path: [1], before: 2, after: 5 }, { kind: "removed", path: [2], before: 3 }]);
  });

  it("replaces a value of another sort as a whole, and tells null from nothing", () => {
    expect(diffJson({ a: [1] }, { a: { 0: 1 } })).toEqual([{ kind: "changed", path: ["a"], before: [1], after: { 0: 1 } }]);
    expect(diffJson({ a: null }, {})).toEqual([{ kind: "removed", path: ["a"], before: null }]);
  });

  it("sees own keys only", () => {
    expect(diffJson({}, JSON.parse('{"constructor": 1}'))).toEqual([{ kind: "added", path: ["constructor"], after: 1 }]);
  });
});
