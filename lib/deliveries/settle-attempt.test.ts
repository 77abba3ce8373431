import { describe, expect, it } from "vitest";
import { retryDelaysMs } from "./retry-schedule";
import { settleAttempt } from "./settle-attempt";

const fresh = { failures: 0, onAmbiguous: "resend" as const };
const middle = () => 0.5;

describe("settleAttempt", () => {
  it("ends a delivered one without a reason", () => {
    const settled = settleAttempt({ status: "delivered", receipt: {} }, fresh);
    expect(settled).toMatchObject({ deliveryStatus: "delivered", reason: null, countsAsFailure: false, attention: null });
  });

  it("kills a refused payload at once: another try would be refused too", () => {
    const settled = settleAttempt({ status: "rejected", scope: "payload", code: "invalid_blocks", detail: "x" }, fresh);
    expect(settled).toMatchObject({ deliveryStatus: "dead", code: "invalid_blocks", retryDelayMs: null });
  });

  it.each(["target", "connection"] as const)("holds on a refused %s and says who needs attention", (scope) => {
    const settled = settleAttempt({ status: "rejected", scope, code: "c", detail: "d" }, fresh);
    expect(settled).toMatchObject({ deliveryStatus: "held", attention: scope, countsAsFailure: false });
  });

  it("parks the lane for a rate limit and burns no retry", () => {
    const settled = settleAttempt({ status: "retry", code: "ratelimited", detail: "", retryAfterMs: 7000, rateLimited: true }, fresh);
    expect(settled).toMatchObject({ deliveryStatus: "pending", parkMs: 7000, countsAsFailure: false, retryDelayMs: null });
  });

  it("walks the whole schedule, then dies", () => {
    const delays = [0, 1, 2, 3, 4, 5].map(
      (failures) => settleAttempt({ status: "retry", code: "http_500", detail: "" }, { ...fresh, failures }, middle).retryDelayMs,
    );
    expect(delays).toEqual([...retryDelaysMs, null]);
  });

  it("waits longer than the schedule when the receiver asks for it", () => {
    const settled = settleAttempt({ status: "retry", code: "http_503", detail: "", retryAfterMs: 90_000 }, fresh, middle);
    expect(settled.retryDelayMs).toBe(90_000);
  });

  it("marks an ambiguous outcome and follows onAmbiguous", () => {
    const outcome = { status: "retry", code: "timeout", detail: "", ambiguous: true } as const;
    expect(settleAttempt(outcome, fresh)).toMatchObject({ possiblySent: true, deliveryStatus: "retrying" });
    expect(settleAttempt(outcome, { ...fresh, onAmbiguous: "hold" })).toMatchObject({ possiblySent: true, deliveryStatus: "held", code: "possibly_sent", retryDelayMs: null });
  });
});
