import { expect, it } from "vitest";
import { waterfallBars } from "./waterfall-scale";

const step = (ms: number, duration_ms: number, status = "ok") => ({ status, started_at: new Date(1_000_000 + ms).toISOString(), duration_ms });

it("places steps between the first start and the last end", () => {
  expect(waterfallBars([step(0, 25), step(25, 75)])).toEqual({ totalMs: 100, bars: [{ start: 0, width: 0.25 }, { start: 0.25, width: 0.75 }] });
});

it("shows a step too fast to see, inside the frame", () => {
  const { bars } = waterfallBars([step(0, 100), step(100, 0)]);
  expect(bars[1]).toEqual({ start: 0.988, width: 0.012 });
});

it("has no bar for what never ran, and none at all without steps", () => {
  expect(waterfallBars([step(0, 10), step(0, 0, "skipped")]).bars[1]).toBeNull();
  expect(waterfallBars([])).toEqual({ bars: [], totalMs: 0 });
});
