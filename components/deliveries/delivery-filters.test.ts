import { expect, it } from "vitest";
import { deliveryParams, replayFilter, type DeliveryFilters } from "./delivery-filters";

const none: DeliveryFilters = { tab: "attention", status: null, pipeline: null, destination: null, kind: null, connection: null, digest: null, possibly_sent: null };

it("what needs attention is held or dead, or the one of them that was chosen", () => {
  expect(deliveryParams(none).status).toBe("held,dead");
  expect(deliveryParams({ ...none, status: "dead" }).status).toBe("dead");
  expect(deliveryParams({ ...none, status: "delivered" }).status).toBe("held,dead");
});

it("what a new run sends instead is shown among all, and needs no attention", () => {
  expect(deliveryParams(none).superseded).toBeNull();
  expect(deliveryParams({ ...none, tab: "all" }).superseded).toBe("any");
});

it("a bulk replay takes exactly what is listed", () => {
  expect(replayFilter({ ...none, pipeline: "pl_1", possibly_sent: true })).toEqual({ status: "held,dead", pipeline: "pl_1", possibly_sent: "true" });
  expect(replayFilter({ ...none, tab: "retrying" })).toEqual({ status: "retrying" });
});

it("what arrived is never offered to be sent again", () => {
  expect(replayFilter({ ...none, tab: "all" })).toBeNull();
  expect(replayFilter({ ...none, tab: "all", status: "delivered" })).toBeNull();
  expect(replayFilter({ ...none, tab: "all", status: "dead" })).toEqual({ status: "dead" });
});
