import { expect, it } from "vitest";
import { movedItems } from "./moved-items";

const moved = (before: string, after: string) => [...movedItems([...before], [...after])].join("");

it("blames the one item that was dragged, not all that gave way", () => {
  expect(moved("abcde", "eabcd")).toBe("e");
  expect(moved("abcde", "bcdea")).toBe("a");
  expect(moved("abcde", "abcde")).toBe("");
});

it("moves nothing when items come or go", () => {
  expect(moved("abc", "axbc")).toBe("");
  expect(moved("abc", "ac")).toBe("");
  expect(moved("", "abc")).toBe("");
});
