import { expect, test } from "vitest";
import { renderMessage } from "@/lib/destinations/render-message";
import { sampleContext } from "@/lib/destinations/sample";
import { slackCounters } from "./slack-counters";

function count(template: unknown) {
  const rendered = renderMessage("slack", { target: { channel: "#a" }, template, config: {}, context: sampleContext });
  if ("refused" in rendered) throw new Error(rendered.refused.detail);
  return slackCounters(rendered.message, rendered.cuts);
}

test("counts blocks, the longest text and the total against Slack's caps", () => {
  expect(count({ mode: "message", title: "Hello", text: "x".repeat(812) })).toEqual([
    { label: "blocks", used: 2, max: 50, level: "fine" },
    { label: "longest text", used: 812, max: 3000, level: "fine" },
    { label: "total", used: 817, max: 10_000, level: "fine" },
  ]);
});

test("the total counts & < > at the length of their entities, and its cap falls with many blocks", () => {
  expect(count({ mode: "message", text: "<".repeat(10) })[2]).toMatchObject({ used: 40 });
  const dividers = Array.from({ length: 30 }, () => ({ type: "divider" }));
  expect(count({ mode: "blocks", blocks: JSON.stringify(dividers), fallback: "x" })).toMatchObject([{ used: 30 }, { used: 0 }, { max: 10_000 - 125 * 6 }]);
});

test("is near from 80 % on, also by a header's own cap", () => {
  expect(count({ mode: "message", text: "x".repeat(2400) })[1]?.level).toBe("near");
  expect(count({ mode: "message", text: "x".repeat(2399) })[1]?.level).toBe("fine");
  expect(count({ mode: "message", title: "x".repeat(140), text: "y".repeat(500) })[1]).toEqual({ label: "longest text", used: 140, max: 150, level: "near" });
});

test("is cut when a text or the whole was cut, which the words of the cuts tell", () => {
  expect(count({ mode: "message", text: "x".repeat(3001) }).map(({ level }) => level)).toEqual(["fine", "cut", "fine"]);
  const sections = Array.from({ length: 5 }, () => ({ type: "section", text: { type: "mrkdwn", text: "x".repeat(2300) } }));
  expect(count({ mode: "blocks", blocks: JSON.stringify(sections), fallback: "x" })[2]?.level).toBe("cut");
});
