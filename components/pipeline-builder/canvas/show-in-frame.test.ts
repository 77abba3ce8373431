import { expect, it } from "vitest";
import { showCard } from "./show-in-frame";

/** A canvas with one card, and where its viewport ends up. */
function shownAt(card: { x: number; y: number }, frame: { clientWidth: number; clientHeight: number }, viewport = { x: 0, y: 0, zoom: 1 }) {
  let shown = viewport;
  const flow = {
    getNode: () => ({ id: "step:a", position: card, data: {} }),
    getNodes: () => [],
    getNodesBounds: () => ({ x: 0, y: 0, width: 0, height: 0 }),
    getViewport: () => viewport,
    setViewport: (next: typeof viewport) => {
      shown = next;
      return Promise.resolve(true);
    },
  };
  showCard(flow, frame, "step:a", 0);
  return shown;
}

const wide = { clientWidth: 1200, clientHeight: 800 };

it("leaves the canvas where it is while a card and its neighbours are in sight", () => {
  expect(shownAt({ x: 450, y: 350 }, wide)).toEqual({ x: 0, y: 0, zoom: 1 });
});

it("brings a card in from either side with room for its neighbour", () => {
  expect(shownAt({ x: -500, y: 350 }, wide).x).toBe(500 + 208 + 48);
  expect(shownAt({ x: 2000, y: 350 }, wide).x).toBe(1200 - (208 + 48) - 208 - 2000);
});

it("puts a card into the middle of a canvas that has no room for more", () => {
  expect(shownAt({ x: 0, y: 350 }, { clientWidth: 300, clientHeight: 800 }).x).toBe((300 - 208) / 2);
});
