import { expect, test } from "vitest";
import { createChangeRefresher } from "./change-refresher";

function bench() {
  const refreshed: string[] = [];
  const answers: (() => void)[] = [];
  const timers: (() => void)[] = [];
  const refresher = createChangeRefresher({
    refresh(topic) {
      refreshed.push(topic);
      return new Promise<void>((resolve) => answers.push(resolve));
    },
    schedule(run) {
      timers.push(run);
      return () => void timers.splice(timers.indexOf(run), 1);
    },
  });
  const settle = async () => {
    for (const answer of answers.splice(0)) answer();
    for (let n = 0; n < 5; n++) await Promise.resolve();
  };
  const rest = () => timers.splice(0).forEach((run) => run());
  return { refresher, refreshed, settle, rest, timers };
}

test("a change is shown at once", () => {
  const { refresher, refreshed } = bench();
  refresher.changed("events");
  expect(refreshed).toEqual(["events"]);
});

test("changes during a refresh do not start it over, and are shown by one more after a rest", async () => {
  const { refresher, refreshed, settle, rest } = bench();
  for (let n = 0; n < 100; n++) refresher.changed("events");
  expect(refreshed).toHaveLength(1);
  await settle();
  refresher.changed("events");
  expect(refreshed).toHaveLength(1);
  rest();
  expect(refreshed).toHaveLength(2);
  await settle();
  rest();
  expect(refreshed).toHaveLength(2);
});

test("topics do not wait for each other", () => {
  const { refresher, refreshed } = bench();
  refresher.changed("events");
  refresher.changed("runs");
  expect(refreshed).toEqual(["events", "runs"]);
});

test("nothing is refreshed after the stop", async () => {
  const { refresher, refreshed, settle, rest, timers } = bench();
  refresher.changed("events");
  refresher.changed("events");
  await settle();
  refresher.stop();
  expect(timers).toEqual([]);
  rest();
  expect(refreshed).toEqual(["events"]);
});
