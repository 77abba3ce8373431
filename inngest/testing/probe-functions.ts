import { defineFunction, NonRetriable, RetryAfter, type DurableFunction } from "@/lib/durable/contract";
import { UserError } from "@/lib/errors";

export const probeEvents = ["all", "parked", "parallel", "hopeless", "handled"].map((kind) => ({ name: `probe/${kind}`, key: "1", data: { order: { id: "o1" } } }));

/** Small functions that between them use everything the contract promises. `effect` is what happens in the world. */
export function probeFunctions(effect: (name: string) => void): DurableFunction[] {
  let flakyTries = 0;
  let askedTries = 0;
  let parks = 0;
  let handlerParks = 0;
  let failureTries = 0;
  return [
    defineFunction({
      id: "probe-all",
      trigger: "probe/all",
      retries: 6,
      throttle: { keyPath: "order.id", limit: 1, periodMs: 1000 },
      concurrency: { keyPath: "order.id", limit: 2 },
      async handler({ step }) {
        const one = await step.run("one", () => (effect("one"), 1));
        const two = await step.run("two", () => (effect("two"), one + 1));
        await step.sleep("nap", 30);
        await step.run("flaky", () => {
          if (++flakyTries < 3) throw new Error("flaky");
          effect("flaky");
        });
        await step.run("asked", () => {
          if (++askedTries < 2) throw new RetryAfter("come back", 20);
          effect("asked");
        });
        await step.sleepUntil("until", new Date(Date.now() + 20));
        const three = await step.run("three", () => (effect(`three after ${two}`), { sum: two + 1 }));
        await step.sendEvent("tell", [{ name: "probe/child", key: "c1", data: { sum: three.sum } }, { name: "probe/failing-child", key: "f1", data: { sum: three.sum } }]);
        await step.run("four", () => effect("four"));
      },
    }),
    defineFunction<{ sum: number }>({
      id: "probe-child",
      trigger: "probe/child",
      retries: 0,
      handler: async ({ data, step }) => void (await step.run("born", () => effect(`child ${data.sum}`))),
    }),
    defineFunction<{ sum: number }>({
      id: "probe-failing-child",
      trigger: "probe/failing-child",
      retries: 1,
      async handler({ step }) {
        try {
          await step.run("fails", () => {
            throw new TypeError("used up");
          });
        } finally {
          // The engines leave an interrupted handler waiting: this must never happen.
          effect("finally");
        }
      },
      async onFailure({ data, error }) {
        if (++failureTries < 2) throw new Error("onFailure is flaky, too");
        effect(`failed ${data.sum}: ${error.name} ${error.message}`);
      },
    }),
    defineFunction({
      id: "probe-parked",
      trigger: "probe/parked",
      retries: 0,
      async handler({ step }) {
        await step.run("before", () => effect("before the park"));
        await step.run("parks", () => {
          if (++parks <= 3) throw new RetryAfter("busy", 10, false);
          effect("after the park");
        });
        await step.sendEvent("tell", [{ name: "probe/child", key: "c2", data: { sum: 0 } }]);
        const again = await step.run("own record", () => ++handlerParks, { idempotent: true });
        if (again < 3) throw new RetryAfter("busy", 10, false);
        await step.run("end", () => effect("end of the park"));
      },
    }),
    defineFunction({
      id: "probe-parallel",
      trigger: "probe/parallel",
      retries: 2,
      async handler({ step }) {
        const parts = await Promise.all(["a", "b", "c"].map((id) => step.run(id, () => (effect(`parallel ${id}`), id))));
        await step.run("join", () => effect(parts.join("")));
      },
    }),
    defineFunction({
      id: "probe-hopeless",
      trigger: "probe/hopeless",
      retries: 5,
      handler: async ({ step }) =>
        step.run("once", () => {
          effect("hopeless");
          throw new NonRetriable("no use");
        }),
      onFailure: async ({ error }) => effect(`gave up: ${error.name} ${error.message}`),
    }),
    defineFunction({
      id: "probe-handled",
      trigger: "probe/handled",
      retries: 5,
      async handler() {
        effect("outside of steps");
        throw new UserError("invalid_request", "your mistake");
      },
      onFailure: async ({ error }) => effect(`told: ${error.name} ${error.message}`),
    }),
  ];
}

/** Each effect as often as it must happen when nothing crashes. */
export const probeEffects = [
  "one", "two", "flaky", "asked", "three after 2", "four", "child 3", "failed 3: TypeError used up",
  "before the park", "after the park", "child 0", "end of the park",
  "parallel a", "parallel b", "parallel c", "abc",
  "hopeless", "gave up: NonRetriable no use", "outside of steps", "told: UserError your mistake",
].toSorted();
