import { expect, test } from "vitest";
import { createChangeAnnouncer } from "./change-announcer";
import { changeText, parseChange, type Change } from "./change-text";

function bench() {
  const sent: Change[][] = [];
  const timers: { run: () => void; atMs: number }[] = [];
  let nowMs = 1_000;
  let answer: () => void = () => {};
  const announcer = createChangeAnnouncer({
    nowMs: () => nowMs,
    schedule(run, delayMs) {
      const timer = { run, atMs: nowMs + delayMs };
      timers.push(timer);
      return () => void timers.splice(timers.indexOf(timer), 1);
    },
    send(changes) {
      sent.push(changes);
      return new Promise<void>((resolve) => (answer = resolve));
    },
  });
  const advance = async (ms: number) => {
    nowMs += ms;
    for (const timer of timers.splice(0)) if (timer.atMs <= nowMs) timer.run();
    else timers.push(timer);
    answer();
    await Promise.resolve();
    await Promise.resolve();
  };
  return { announcer, sent, advance, timers };
}

test("a change after a quiet time is told within 20 ms", async () => {
  const { announcer, sent, advance } = bench();
  announcer.announce("org_a", "events");
  await advance(20);
  expect(sent).toEqual([[{ organizationId: "org_a", topics: ["events"] }]]);
});

test("ten thousand changes in 250 ms are one statement with each topic of an organization once", async () => {
  const { announcer, sent, advance } = bench();
  announcer.announce("org_a", "events");
  await advance(20);
  for (let n = 0; n < 10_000; n++) announcer.announce(n % 2 ? "org_a" : "org_b", n % 3 ? "runs" : "deliveries");
  await advance(249);
  expect(sent).toHaveLength(1);
  await advance(1);
  expect(sent).toHaveLength(2);
  expect(sent[1]?.map(({ organizationId, topics }) => [organizationId, topics.sort()]).sort()).toEqual([["org_a", ["deliveries", "runs"]], ["org_b", ["deliveries", "runs"]]]);
});

test("nothing is sent while nothing changes, or after the stop", async () => {
  const { announcer, sent, advance, timers } = bench();
  await advance(1_000);
  announcer.announce("org_a", "keys");
  announcer.stop();
  await advance(1_000);
  expect([sent, timers]).toEqual([[], []]);
});

test("a notification reads as it was written, without the topics of a newer release", () => {
  expect(parseChange(changeText({ organizationId: "org_a", topics: ["events", "runs"] }))).toEqual({ organizationId: "org_a", topics: ["events", "runs"] });
  expect(parseChange("org_a events,holograms")).toEqual({ organizationId: "org_a", topics: ["events"] });
  expect(parseChange("")).toEqual({ organizationId: "", topics: [] });
});
