import { expect, it } from "vitest";
import { sampleDefinition } from "../testing/sample-definition";
import { describeDestination, describeSource, describeStep } from "./describe-card";

const definition = sampleDefinition();
const [classify, filter] = definition.steps;
const [slack, webhook] = definition.destinations;
const connections = [{ id: "con_1", slug: "acme-slack", name: "Acme workspace" }, { id: "con_2", slug: "archive-hook", name: "Archive" }];
if (!classify || !filter || !slack || !webhook) throw new Error("the sample has these");

it("says what a step does in its own words, and plainly when it can't yet", () => {
  expect(describeStep(filter)).toEqual({ kind: "filter.match", category: "CTL", title: "", line: "urgency = critical only" });
  expect(describeStep({ ...classify, name: "Urgency", config: {} })).toEqual({ kind: "classify", category: "ENR", title: "Urgency", line: "not set up yet" });
  expect(describeStep({ id: "x", kind: "no.such", config: {} }).line).toBe("unknown here");
});

it("says where a destination sends to and through which connection", () => {
  expect(describeDestination(slack, connections)).toMatchObject({ title: "#alerts", line: "Acme workspace" });
  expect(describeDestination({ ...slack, target: { channel: "C1", channelName: "ops" } }, undefined)).toMatchObject({ title: "#ops", line: "acme-slack" });
  expect(describeDestination(webhook, connections)).toMatchObject({ title: "Archive", line: "" });
});

it("invites to what is missing", () => {
  expect(describeDestination({ ...slack, connection: "", target: {} }, connections)).toMatchObject({ title: "Slack", line: "choose a connection" });
  expect(describeDestination({ ...slack, target: {} }, connections).line).toBe("choose where to");
  expect(describeSource({ source: "" }, [])).toMatchObject({ title: "Choose a source", line: "every event type" });
});
