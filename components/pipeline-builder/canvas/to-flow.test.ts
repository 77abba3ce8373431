import { describe, expect, it } from "vitest";
import { sampleDefinition } from "../testing/sample-definition";
import { keepUnchanged, toFlow, type FlowNode } from "./to-flow";

const definition = sampleDefinition();
const empty = sampleDefinition({ sources: [], steps: [], destinations: [] });
const find = (nodes: FlowNode[], id: string) => nodes.find((node) => node.id === id);
const edgeIds = (flow: ReturnType<typeof toFlow>) => flow.edges.map(({ id }) => id);

describe("the way of an event", () => {
  it("leads from every source through the steps in order to every destination", () => {
    expect(edgeIds(toFlow(definition))).toEqual([
      "source:0>step:urgency", "step:urgency>step:only-critical", "step:only-critical>step:strip-pii",
      "step:strip-pii>destination:on-call", "step:strip-pii>destination:archive",
    ]);
  });

  it("runs from left to right, every card beside the one before", () => {
    const { nodes } = toFlow(definition);
    const xs = ["source:0", "step:urgency", "step:only-critical", "step:strip-pii", "destination:archive"].map((id) => find(nodes, id)?.position.x ?? NaN);
    expect(xs).toEqual(xs.toSorted((a, b) => a - b));
    expect(new Set(xs).size).toBe(xs.length);
  });

  it("says on the edge for which events a destination is", () => {
    const words = toFlow(definition).edges.map(({ data }) => data?.when);
    expect(words).toEqual([null, null, null, null, "customer_tier is one of pro, enterprise"]);
  });

  it("says at which index a step is inserted on an edge, once for each place", () => {
    expect(toFlow(definition).edges.map(({ data }) => data?.insertAt)).toEqual([0, 1, 2, 3, null]);
  });

  it("never lays two boxes over one another, with 30 steps and 20 destinations neither", () => {
    const big = sampleDefinition({
      sources: Array.from({ length: 5 }, (_, index) => ({ source: `s${index}` })),
      steps: Array.from({ length: 30 }, (_, index) => ({ id: `s${index}`, kind: "filter.match", config: {} })),
      destinations: Array.from({ length: 20 }, (_, index) => ({ id: `d${index}`, kind: "slack", connection: "c", target: {}, onAmbiguous: "resend", config: {} })),
    });
    const { nodes } = toFlow(big);
    const overlaps = nodes.flatMap((a, index) => nodes.slice(index + 1).filter((b) =>
      Math.abs(a.position.x - b.position.x) < (a.width ?? 0) && a.position.y < b.position.y + (b.height ?? 0) && b.position.y < a.position.y + (a.height ?? 0)));
    expect(overlaps).toEqual([]);
  });
});

describe("headings and invitations", () => {
  it("numbers the sections and counts the steps", () => {
    const texts = toFlow(definition).nodes.flatMap((node) => (node.type === "heading" ? node.data.text : []));
    expect(texts).toEqual(["01 source", "02 pipeline · 3 steps", "03 destinations"]);
  });

  it("invites in the place of what is missing, and keeps the line whole", () => {
    const flow = toFlow(empty);
    expect(edgeIds(flow)).toEqual(["slot:source>slot:step", "slot:step>slot:destination"]);
    expect(flow.edges.every(({ data }) => data?.insertAt === null)).toBe(true);
  });

  it("invites to more under what is there", () => {
    expect(toFlow(definition).nodes.filter(({ id }) => id.startsWith("add:")).length).toBe(3);
    expect(toFlow(empty).nodes.filter(({ id }) => id.startsWith("add:"))).toEqual([]);
  });
});

describe("dragging", () => {
  it("makes room where something new would land", () => {
    const flow = toFlow(definition, { part: "step", index: 1, moving: null });
    expect(edgeIds(flow)).toContain("step:urgency>landing");
    expect(edgeIds(flow)).toContain("landing>step:only-critical");
    expect(find(flow.nodes, "step:only-critical")?.position.x).toBe(find(toFlow(definition).nodes, "step:strip-pii")?.position.x);
  });

  it("shows a dragged card in its new place, numbered as it will be", () => {
    const flow = toFlow(definition, { part: "step", index: 0, moving: "step:strip-pii" });
    expect(edgeIds(flow).slice(0, 3)).toEqual(["source:0>step:strip-pii", "step:strip-pii>step:urgency", "step:urgency>step:only-critical"]);
    expect(find(flow.nodes, "step:strip-pii")?.data).toEqual({ nodeKey: "step:strip-pii", number: 1, isMoving: true });
  });
});

it("keeps the identity of all that did not change, so that typing draws no card again", () => {
  const before = toFlow(definition);
  const renamed = sampleDefinition({ steps: definition.steps.map((step) => ({ ...step, name: "typed" })) });
  expect(keepUnchanged(before, toFlow(renamed)).nodes).toBe(before.nodes);
  const after = keepUnchanged(before, toFlow(sampleDefinition({ destinations: definition.destinations.slice(0, 1) })));
  expect(find(after.nodes, "step:urgency")).toBe(find(before.nodes, "step:urgency"));
  expect(find(after.nodes, "destination:on-call")).not.toBe(find(before.nodes, "destination:on-call"));
});
