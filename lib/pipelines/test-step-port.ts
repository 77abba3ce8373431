import type { StepPort } from "@/lib/durable/contract";

/** A step asked to wait: a test answers that instead of waiting. */
export class TestWait extends Error {
  override readonly name = "TestWait";
  constructor(readonly until: Date) {
    super(`waits until ${until.toISOString()}`);
  }
}

/** Runs each step at once and remembers nothing: a test run is one pass that nobody replays. */
export const testStepPort: StepPort = {
  run: async (_id, fn) => fn(),
  sleep: async (_id, durationMs) => {
    throw new TestWait(new Date(Date.now() + durationMs));
  },
  sleepUntil: async (_id, until) => {
    throw new TestWait(until);
  },
  sendEvent: async () => {
    throw new Error("a test run triggers nothing");
  },
};
