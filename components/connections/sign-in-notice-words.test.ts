import { expect, it } from "vitest";
import { noticeOf } from "./sign-in-notice-words";

it("a denial, a refused state and a success each have words of their own", () => {
  expect(noticeOf("slack", "access_denied").title).toContain("cancelled");
  expect(noticeOf("slack", "state_refused").detail).toContain("used before");
  expect(noticeOf("slack", "connected").isGood).toBe(true);
});

it("a code nobody knows is named, and text that is no code is not repeated", () => {
  expect(noticeOf("slack", "team_access_not_granted").detail).toContain("team_access_not_granted");
  for (const text of ["Call 555-1234 <b>now</b>", "constructor", "__proto__"]) {
    expect(noticeOf("slack", text)).toMatchObject({ isGood: false });
    expect(noticeOf("slack", text).detail).not.toContain("555");
  }
});

it("each vendor is called by its name", () => {
  expect(noticeOf("notion", "access_denied").title).toBe("You cancelled the sign-in with Notion");
  expect(noticeOf("notion", "invalid_code").title).toBe("Notion refused the sign-in");
  for (const code of ["connected", "state_expired", "unreachable", "invalid_grant", "no_app", "other_workspace"]) expect(JSON.stringify(noticeOf("notion", code))).not.toContain("Slack");
});
