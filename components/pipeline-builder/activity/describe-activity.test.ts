import { expect, it } from "vitest";
import { type PipelineActivity } from "@/lib/pipelines/activity-resource";
import { arrivedAt, countsAt } from "./describe-activity";

const activity: PipelineActivity = {
  window: "1h", from: "", counted_since: "", bucket_ms: 1, series: [],
  runs: { total: 9, running: 0, succeeded: 4, filtered: 5, failed: 0 },
  deliveries: { pending: 0, retrying: 1, held: 0, delivered: 3, skipped: 0, dead: 0 },
  steps: [{ step_id: "urgency", in: 9, dropped: 0, failed: 0, p50_ms: 1 }, { step_id: "only-critical", in: 9, dropped: 5, failed: 0, p50_ms: 1 }],
  destinations: [{ destination_id: "on-call", pending: 0, retrying: 1, held: 0, delivered: 3, skipped: 2, dead: 0 }],
};

it("counts what came to a card and what became of it there", () => {
  expect(arrivedAt(activity, "step:urgency")).toBe(9);
  expect(countsAt(activity, "step:urgency")).toEqual([]);
  expect(countsAt(activity, "step:only-critical")).toEqual([{ status: "filtered", count: 5 }]);
});

it("counts for a destination only what was meant for it", () => {
  expect(arrivedAt(activity, "destination:on-call")).toBe(4);
  expect(countsAt(activity, "destination:on-call")).toEqual([{ status: "delivered", count: 3 }, { status: "retrying", count: 1 }]);
});

it("says nothing of a card that nothing is known of", () => {
  expect(arrivedAt(activity, "step:new")).toBeNull();
  expect(arrivedAt(activity, "source:0")).toBeNull();
  expect(countsAt(activity, "destination:new")).toEqual([]);
});
