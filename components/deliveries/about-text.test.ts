import { expect, it } from "vitest";
import { aboutText } from "./about-text";

it.each([
  [0.2, "1 s"],
  [50, "50 s"],
  [90, "2 min"],
  [3600, "1 h"],
  [7500, "2 h 5 min"],
])("%d seconds are about %s", (seconds, text) => {
  expect(aboutText(seconds)).toBe(text);
});
