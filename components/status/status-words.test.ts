import { expect, test } from "vitest";
import { statusWords } from "./status-words";

test("an unknown status is shown in its own words", () => {
  expect(statusWords("on_hold").word).toBe("on hold");
});

test("what may have been sent is never shown as sent", () => {
  expect(statusWords("unknown")).toMatchObject({ word: "may have been sent", tone: "retrying" });
});
