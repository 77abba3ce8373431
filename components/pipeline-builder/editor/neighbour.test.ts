import { expect, it } from "vitest";
import { sampleDefinition } from "../testing/sample-definition";
import { firstCard, lastCard, neighbour, type Direction } from "./neighbour";
import { type NodeKey } from "./node-key";

const definition = sampleDefinition();
const walk = (from: NodeKey, direction: Direction) => neighbour(definition, from, direction);

it("walks along the way of an event and back", () => {
  expect(walk("source:0", "right")).toBe("step:urgency");
  expect(walk("step:urgency", "right")).toBe("step:only-critical");
  expect(walk("step:strip-pii", "right")).toBe("destination:on-call");
  expect(walk("destination:archive", "left")).toBe("step:strip-pii");
  expect(walk("step:urgency", "left")).toBe("source:0");
  expect(walk("source:0", "left")).toBeNull();
});

it("walks through a stack up and down", () => {
  expect(walk("destination:on-call", "down")).toBe("destination:archive");
  expect(walk("destination:archive", "up")).toBe("destination:on-call");
  expect(walk("destination:archive", "down")).toBeNull();
  expect(walk("step:urgency", "up")).toBeNull();
});

it("steps over parts that are empty", () => {
  const bare = sampleDefinition({ steps: [] });
  expect(neighbour(bare, "source:0", "right")).toBe("destination:on-call");
  expect(neighbour(bare, "destination:on-call", "left")).toBe("source:0");
});

it("starts at the first card when none is selected", () => {
  expect(neighbour(definition, null, "down")).toBe("source:0");
  expect(firstCard(sampleDefinition({ sources: [], steps: [], destinations: [] }))).toBeNull();
  expect(lastCard(definition)).toBe("destination:archive");
});
