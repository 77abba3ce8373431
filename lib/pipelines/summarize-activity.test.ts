import { describe, expect, it } from "vitest";
import type { CountRow } from "./activity-store";
import { summarizeActivity } from "./summarize-activity";

const span = { fromMs: 1_000_000, toMs: 1_000_000 + 4 * 1000 };
const row = (over: Partial<CountRow> & { bucket: number }): CountRow => ({ of: "run", pipeline_id: "pl_1", status: "succeeded", count: 1, at: new Date(span.fromMs + over.bucket * 1000), ...over });

describe("a pipeline's activity", () => {
  it("has a point for each bucket, also those in which nothing happened", () => {
    const { series, runs } = summarizeActivity([row({ bucket: 1, count: 3 }), row({ bucket: 3, status: "filtered" })], span, 1000);
    expect(series.map((point) => [point.runs, point.filtered])).toEqual([[0, 0], [3, 0], [0, 0], [1, 1]]);
    expect(runs).toEqual({ total: 4, running: 0, succeeded: 3, filtered: 1, failed: 0 });
  });

  it("counts what is not over as running, and keeps what a clock put just outside", () => {
    const { series, runs } = summarizeActivity([row({ bucket: -1, status: "queued" }), row({ bucket: 4, status: "waiting" })], span, 1000);
    expect(runs).toMatchObject({ total: 2, running: 2 });
    expect(series.map((point) => point.runs)).toEqual([1, 0, 0, 1]);
  });

  it("leaves out what is older than the window", () => {
    expect(summarizeActivity([row({ bucket: -2 })], span, 1000).runs.total).toBe(0);
  });

  it("counts deliveries by their status, and those under way as pending", () => {
    const { deliveries, series } = summarizeActivity([row({ bucket: 0, of: "delivery", status: "dead" }), row({ bucket: 0, of: "delivery", status: "delivering" })], span, 1000);
    expect(deliveries).toMatchObject({ dead: 1, pending: 1, delivered: 0 });
    expect(series[0]).toMatchObject({ dead: 1, runs: 0 });
  });
});
