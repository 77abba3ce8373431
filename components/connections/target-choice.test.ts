import { describe, expect, it } from "vitest";
import { chosenTarget, hasTargetFields, searchTargets, targetKey, typedTargetSchema, type TargetChoice } from "./target-choice";

const channel = (id: string, name: string): TargetChoice => ({ target: { channel: id, channelName: name }, label: `#${name}`, is_private: false, is_member: true });
const choices = [channel("C1AA", "alerts"), channel("C2BB", "team-alerts"), channel("C3CC", "general")];

describe("a chosen target", () => {
  it("is found by its id after the channel was renamed", () => {
    expect(chosenTarget("slack", { channel: "C2BB", channelName: "old-name" }, choices)?.label).toBe("#team-alerts");
  });
  it("is found by the name a person typed", () => {
    expect(chosenTarget("slack", { channel: "#general" }, choices)?.target).toMatchObject({ channel: "C3CC" });
  });
  it("is none while nothing was chosen", () => {
    expect(chosenTarget("slack", {}, choices)).toBeUndefined();
  });
  it("is told apart by what is required, not by names beside it", () => {
    expect(targetKey("slack", { channel: "C1AA", channelName: "a" })).toBe(targetKey("slack", { channel: "C1AA", channelName: "b" }));
    expect(targetKey("slack", { channel: "C1AA" })).not.toBe(targetKey("slack", { channel: "C2BB" }));
  });
});

describe("the search", () => {
  it("ignores the #, and puts what starts with the text first", () => {
    expect(searchTargets(choices, "#ale").map((choice) => choice.label)).toEqual(["#alerts", "#team-alerts"]);
    expect(searchTargets([...choices].reverse(), "alerts").map((choice) => choice.label)).toEqual(["#alerts", "#team-alerts"]);
  });
  it("shows a hundred at most of ten thousand", () => {
    const many = Array.from({ length: 10_000 }, (_, n) => channel(`C${n}`, `channel-${n}`));
    expect(searchTargets(many, "")).toHaveLength(100);
    expect(searchTargets(many, "channel-9999")).toHaveLength(1);
  });
});

it("a person types a channel's id, and not the name that Slack tells", () => {
  expect(Object.keys(typedTargetSchema("slack").shape)).toEqual(["channel"]);
});

it("a webhook has nothing to choose, a Slack channel has", () => {
  expect([hasTargetFields("webhook"), hasTargetFields("slack"), hasTargetFields("fax")]).toEqual([false, true, false]);
});
