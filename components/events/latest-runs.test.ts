import { expect, it } from "vitest";
import { latestRuns, sumDeliveries } from "./latest-runs";

const run = (id: string, pipeline_id: string, deliveries: Record<string, number> = {}) => ({ id, pipeline_id, deliveries });

it("a row tells of each pipeline's newest run, in the pipelines' order of arrival", () => {
  expect(latestRuns([run("1", "a"), run("2", "b"), run("3", "a")]).map(({ id }) => id)).toEqual(["3", "2"]);
});

it("deliveries are counted over all of them", () => {
  expect(sumDeliveries([run("1", "a", { delivered: 2 }), run("2", "b", { delivered: 1, dead: 1 })])).toEqual({ delivered: 3, dead: 1 });
});
