import { expect, test } from "vitest";
import { createLiveConnection } from "./live-connection";

type Handlers = { onOpen: () => void; onLost: () => void; onChange: (topics: string[]) => void };

function bench() {
  const opened: Handlers[] = [];
  const delays: number[] = [];
  const timers: { run: () => void; delayMs: number }[] = [];
  const log: string[] = [];
  const connection = createLiveConnection({
    open(handlers) {
      opened.push(handlers);
      return { close: () => log.push("closed") };
    },
    onChange: (topics) => log.push(topics.join()),
    onMissed: () => log.push("missed"),
    schedule(run, delayMs) {
      const timer = { run, delayMs };
      timers.push(timer);
      delays.push(delayMs);
      return () => {
        if (timers.includes(timer)) timers.splice(timers.indexOf(timer), 1);
      };
    },
  });
  const fire = (delayMs: number) => {
    const timer = timers.find((candidate) => candidate.delayMs === delayMs);
    if (!timer) throw new Error(`nothing waits ${delayMs} ms`);
    timers.splice(timers.indexOf(timer), 1);
    timer.run();
  };
  return { connection, opened, log, timers, delays, fire };
}

test("changes are handed on", () => {
  const { connection, opened, log } = bench();
  connection.start();
  opened[0]?.onOpen();
  opened[0]?.onChange(["events", "runs"]);
  expect(log).toEqual(["events,runs"]);
});

test("a stream that breaks comes back, and what was missed is looked up", () => {
  const { connection, opened, log, fire } = bench();
  connection.start();
  opened[0]?.onOpen();
  opened[0]?.onLost();
  fire(1_000);
  opened[1]?.onOpen();
  expect(log).toEqual(["closed", "missed"]);
});

test("while it can't be had it looks every five seconds and tries less and less often", () => {
  const { connection, opened, log, delays, fire } = bench();
  connection.start();
  opened[0]?.onLost();
  fire(1_000);
  opened[1]?.onLost();
  expect(log.filter((line) => line === "missed")).toHaveLength(1);
  fire(5_000);
  expect(log.filter((line) => line === "missed")).toHaveLength(2);
  fire(2_000);
  opened[2]?.onLost();
  expect(delays).toContain(4_000);
  fire(4_000);
  opened[3]?.onOpen();
  expect(() => fire(5_000)).toThrow();
});

test("stopped, it neither listens nor looks, and says what it may have missed at the next start", () => {
  const { connection, opened, log, timers } = bench();
  connection.start();
  opened[0]?.onOpen();
  connection.stop();
  opened[0]?.onLost();
  expect(timers).toEqual([]);
  connection.start();
  connection.start();
  expect(opened).toHaveLength(2);
  opened[1]?.onOpen();
  expect(log).toEqual(["closed", "missed"]);
});
