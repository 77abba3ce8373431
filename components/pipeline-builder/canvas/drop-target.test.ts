import { expect, it } from "vitest";
import { sampleDefinition } from "../testing/sample-definition";
import { dropTarget, isMove } from "./drop-target";
import { cardSize, layoutPipeline, type BoxKey } from "./layout";

const definition = sampleDefinition();
const newStep = { part: "step", moving: null } as const;

function centreOf(key: BoxKey): { x: number; y: number } {
  const box = layoutPipeline(definition).boxes.find((candidate) => candidate.key === key);
  if (!box) throw new Error(`no box ${key}`);
  return { x: box.x + cardSize.width / 2, y: box.y + cardSize.height / 2 };
}

function besides(key: BoxKey, dx: number, dy = 0): { x: number; y: number } {
  const { x, y } = centreOf(key);
  return { x: x + dx, y: y + dy };
}

it("lands on the edge under the pointer", () => {
  expect(dropTarget(definition, newStep, besides("step:urgency", -150))).toEqual({ part: "step", index: 0, moving: null });
  expect(dropTarget(definition, newStep, besides("step:urgency", 130))).toEqual({ part: "step", index: 1, moving: null });
  expect(dropTarget(definition, newStep, besides("step:strip-pii", 150))).toEqual({ part: "step", index: 3, moving: null });
});

it("lands nowhere far from its part", () => {
  expect(dropTarget(definition, newStep, besides("step:urgency", 0, 600))).toBeNull();
  expect(dropTarget(definition, newStep, centreOf("destination:on-call"))).toBeNull();
  expect(dropTarget(definition, { part: "destination", moving: null }, centreOf("step:urgency"))).toBeNull();
});

it("fans a destination out above, between or below the others", () => {
  const drop = (key: BoxKey, dy: number) => dropTarget(definition, { part: "destination", moving: null }, besides(key, 0, dy))?.index;
  expect(drop("destination:on-call", -10)).toBe(0);
  expect(drop("destination:on-call", 10)).toBe(1);
  expect(drop("destination:archive", 60)).toBe(2);
});

it("keeps a card where it is until it is dragged over another", () => {
  const drag = (dx: number) => dropTarget(definition, { part: "step", moving: "step:urgency" }, besides("step:urgency", dx));
  expect(drag(20)?.index).toBe(0);
  expect(drag(9_000)).toBeNull();
  const still = drag(0);
  expect(still && isMove(definition, still)).toBe(false);
  const moved = drag(300);
  expect(moved && isMove(definition, moved)).toBe(true);
});

it("takes the first step, source and destination of an empty pipeline in their invitations' places", () => {
  const empty = sampleDefinition({ sources: [], steps: [], destinations: [] });
  for (const part of ["source", "step", "destination"] as const) {
    const box = layoutPipeline(empty).boxes.find((candidate) => candidate.part === part);
    if (!box) throw new Error("no invitation");
    expect(dropTarget(empty, { part, moving: null }, { x: box.x + 50, y: box.y + 20 })).toEqual({ part, index: 0, moving: null });
  }
});
