import { expect, it } from "vitest";
import { type NodeKey } from "../editor/node-key";
import { groupProblems } from "./group-problems";

const problem = (key: NodeKey | null, message: string) => ({ severity: "error" as const, path: "", message, key, field: "" });

it("gives each card its own problems and keeps the lists of cards that have the same as before", () => {
  const before = groupProblems([problem("step:a", "x"), problem("step:b", "y"), problem(null, "z")], new Map());
  expect([...before.keys()]).toEqual(["step:a", "step:b"]);
  const after = groupProblems([problem("step:a", "x"), problem("step:b", "changed")], before);
  expect(after.get("step:a")).toBe(before.get("step:a"));
  expect(after.get("step:b")).not.toBe(before.get("step:b"));
});
