import { describe, expect, it } from "vitest";
import { UpstreamError, UserError } from "../../errors";
import { NonRetriable, RetryAfter } from "../contract";
import type { ClaimedJob } from "./claimed-job";
import { describeError, exponentialBackoff, retryOf } from "./job-failure";

const job = (more: Partial<ClaimedJob> = {}): ClaimedJob => ({
  id: "1", trigger: "t", data: null, claim: 1, isReplay: false, failures: 0, failedStep: null, lane: null, laneMs: null,
  error: null, session: { id: 1, isOver: false, peers: 0 }, isLost: false, hasCheckpoints: false, isEnded: false, handover: undefined, weight: 1, slotLife: null, databaseNow: () => 0, ...more,
});
const after = (more: Partial<ClaimedJob>, error: unknown, step = "send") => retryOf(job(more), { step, error }, 2, () => 77);

describe("retryOf", () => {
  it("counts the failures of one step and stops after the retries", () => {
    expect(after({}, new Error("no"))).toMatchObject({ state: 0, failures: 1, failedStep: "send", delayMs: 77 });
    expect(after({ failures: 1, failedStep: "send" }, new Error("no"))).toMatchObject({ failures: 2 });
    expect(after({ failures: 2, failedStep: "send" }, new Error("no"))).toBeUndefined();
    expect(after({ failures: 2, failedStep: "other" }, new Error("no"))).toMatchObject({ failures: 1 });
  });

  it("parks the lane of a paced job after RetryAfter and keeps the count where it does not count", () => {
    const paced = { lane: "l", laneMs: 1_000, failures: 2, failedStep: "send" };
    expect(after(paced, new RetryAfter("429", 500, false))).toMatchObject({ state: 5, parkMs: 500, failures: 2 });
    expect(after(paced, new RetryAfter("429", 500))).toBeUndefined();
  });

  it("sends other failures of a laned job to the tail, and a RetryAfter too where the lane has no pace", () => {
    expect(after({ lane: "l", laneMs: 1_000 }, new Error("no"))).toMatchObject({ state: 6, delayMs: 77 });
    expect(after({ lane: "l", laneMs: null }, new RetryAfter("429", 500))).toMatchObject({ state: 6, delayMs: 500 });
  });

  it("waits as long as an UpstreamError says, if it does", () => {
    expect(after({}, new UpstreamError("busy", 900))).toMatchObject({ delayMs: 900 });
    expect(after({}, new UpstreamError("busy"))).toMatchObject({ delayMs: 77 });
    expect(after({}, new RetryAfter("busy", -5))).toMatchObject({ delayMs: 0 });
    expect(after({}, new RetryAfter("busy", Number.NaN))).toMatchObject({ delayMs: 0 });
  });

  it("does not retry what cannot get better", () => {
    expect(after({}, new NonRetriable("no"))).toBeUndefined();
    expect(after({}, new UserError("invalid_request", "no"))).toBeUndefined();
  });
});

describe("exponentialBackoff", () => {
  it("doubles from the base to five minutes, up to a quarter longer", () => {
    const backoff = exponentialBackoff(1_000);
    for (const [failures, least] of [[1, 1_000], [2, 2_000], [3, 4_000], [9, 256_000], [10, 300_000], [100, 300_000]] as const) {
      const ms = backoff(failures);
      expect(ms).toBeGreaterThanOrEqual(least);
      expect(ms).toBeLessThanOrEqual(least * 1.25);
    }
  });
});

describe("describeError", () => {
  it("gives text that can be stored, whatever was thrown", () => {
    expect(describeError(new TypeError("a\u0000b\ud800"))).toEqual({ name: "TypeError", message: "ab\ufffd" });
    expect(describeError("just text")).toEqual({ name: "Error", message: "just text" });
    expect(describeError(new Error("x".repeat(10_000))).message).toHaveLength(4_000);
  });
});
