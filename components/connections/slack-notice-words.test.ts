import { expect, it } from "vitest";
import { noticeOf } from "./slack-notice-words";

it("a denial, a refused state and a success each have words of their own", () => {
  expect(noticeOf("access_denied").title).toContain("cancelled");
  expect(noticeOf("state_refused").detail).toContain("used before");
  expect(noticeOf("connected").isGood).toBe(true);
});

it("a code nobody knows is named, and text that is no code is not repeated", () => {
  expect(noticeOf("team_access_not_granted").detail).toContain("team_access_not_granted");
  for (const text of ["Call 555-1234 <b>now</b>", "constructor", "__proto__"]) {
    expect(noticeOf(text)).toMatchObject({ isGood: false });
    expect(noticeOf(text).detail).not.toContain("555");
  }
});
