import { expect, test } from "vitest";
import { noKeys, shownKeys, takeKey, type KeyState } from "./key-sequence";

const known = ["g p", "g e", "p", "?", "mod+k"];
const press = (key: string, held: { ctrlKey?: boolean; metaKey?: boolean } = {}) => ({ key, metaKey: false, ctrlKey: false, altKey: false, ...held });

function type(keys: string[], gapMs = 100): (string | null)[] {
  let state: KeyState = noKeys;
  return keys.map((key, index) => {
    const step = takeKey(state, press(key), known, 10_000 + index * gapMs);
    state = step.state;
    return step.match;
  });
}

test("a sequence matches at its last key, not before", () => {
  expect(type(["g", "p"])).toEqual([null, "g p"]);
});

test("keys too far apart are no sequence: the second counts alone", () => {
  expect(type(["g", "p"], 1_500)).toEqual([null, "p"]);
});

test("a key that leads nowhere starts over", () => {
  expect(type(["g", "x", "g", "g", "e"])).toEqual([null, null, null, null, "g e"]);
});

test("⌘ and Ctrl both count as mod, and a plain key does not", () => {
  expect(takeKey(noKeys, press("k", { metaKey: true }), known, 1).match).toBe("mod+k");
  expect(takeKey(noKeys, press("K", { ctrlKey: true }), known, 1).match).toBe("mod+k");
  expect(takeKey(noKeys, press("k"), known, 1).match).toBeNull();
});

test("keys are shown as the keyboard prints them", () => {
  expect(shownKeys("mod+k", true)).toEqual(["⌘", "K"]);
  expect(shownKeys("mod+Enter", false)).toEqual(["Ctrl", "↵"]);
  expect(shownKeys("g p", false)).toEqual(["G", "P"]);
});
