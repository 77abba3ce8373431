import { expect, it } from "vitest";
import { permalinkOf, targetText } from "./target-text";

it.each([
  [{ channel: "C1", channelName: "alerts" }, "#alerts"], [{ channel: "C1", channelName: "#alerts" }, "#alerts"], [{ channel: "C1" }, "C1"], [{}, "Billing hook"],
])("%j reads %s", (target, text) => {
  expect(targetText({ kind: "slack", target, connection: "Billing hook", destination_id: "archive" })).toBe(text);
});

it("falls back on the destination when its connection is gone", () => {
  expect(targetText({ kind: "slack", target: {}, connection: null, destination_id: "archive" })).toBe("archive");
});

it("follows only web addresses of a receipt", () => {
  expect(permalinkOf({ permalink: "https://team.slack.com/archives/C1/p1" })).toBe("https://team.slack.com/archives/C1/p1");
  expect(permalinkOf({ permalink: "javascript:alert(1)" })).toBeNull();
  expect(permalinkOf({ status: 200 })).toBeNull();
});
