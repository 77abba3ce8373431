import { expect, test } from "vitest";
import { nextStep } from "./first-steps";

test("the first step that is not done is next, also when a later one is", () => {
  expect(nextStep({ event: false, pipeline: false, slack: false, message: false })).toBe("event");
  expect(nextStep({ event: true, pipeline: false, slack: true, message: false })).toBe("pipeline");
  expect(nextStep({ event: true, pipeline: true, slack: true, message: true })).toBeNull();
});
