import { expect, test } from "vitest";
import { cn } from "./class-names";

test("a later class wins over an earlier one that sets the same", () => {
  expect(cn("px-2 text-neutral-10", "px-4")).toBe("text-neutral-10 px-4");
});

test("our font sizes and colours stand side by side, and each replaces its own kind", () => {
  expect(cn("text-dense text-neutral-10")).toBe("text-dense text-neutral-10");
  expect(cn("text-dense text-neutral-10", "text-mono")).toBe("text-neutral-10 text-mono");
  expect(cn("text-dense text-neutral-10", "text-dead")).toBe("text-dense text-dead");
});

test("what is false is left out", () => {
  expect(cn("a", false, undefined, { b: true, c: false })).toBe("a b");
});
