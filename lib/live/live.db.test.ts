import { afterAll, beforeAll, expect, test } from "vitest";
import { closeDatabase, openDatabase, type Database } from "@/lib/db";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";
import { openChangeFeed, type ChangeFeed } from "./change-feed";
import { changeStream } from "./change-stream";
import { notifyChanges } from "./store";
import { liveTopics, type LiveTopic } from "./topics";

let testDatabase: TestDatabase;
// Two processes on one database, as far as Postgres can tell.
let first: Database;
let second: Database;
let feed: ChangeFeed;
beforeAll(async () => {
  testDatabase = await createTestDatabase();
  first = openDatabase(testDatabase.url, 2);
  second = openDatabase(testDatabase.url, 2);
  feed = openChangeFeed({ url: testDatabase.url });
});
afterAll(async () => {
  await feed.close();
  await closeDatabase(first);
  await closeDatabase(second);
  await testDatabase.drop();
});

/** What a watcher was told so far, and the way to wait until it was told something that `isEnough`. */
function watch(organizationId: string) {
  const told: LiveTopic[][] = [];
  const waiters: (() => void)[] = [];
  const stop = feed.watch(organizationId, {
    onChange(topics) {
      told.push([...topics]);
      for (const check of waiters) check();
    },
    onClose() {},
  });
  const until = (isEnough: () => boolean) =>
    new Promise<void>((resolve) => {
      const check = () => isEnough() && resolve();
      waiters.push(check);
      check();
    });
  return { told, stop, until };
}

test("a change on either process reaches who watches that organization, and nobody else", async () => {
  const a = watch("org_a");
  const b = watch("org_b");
  await feed.ready();
  a.told.length = b.told.length = 0;
  await notifyChanges([{ organizationId: "org_a", topics: ["events", "runs"] }], first);
  await notifyChanges([{ organizationId: "org_a", topics: ["keys"] }, { organizationId: "org_b", topics: ["sources"] }], second);
  await b.until(() => b.told.length > 0);
  await a.until(() => a.told.length >= 2);
  expect(a.told).toEqual([["events", "runs"], ["keys"]]);
  expect(b.told).toEqual([["sources"]]);
  a.stop();
  b.stop();
});

test("who stopped watching is told nothing more", async () => {
  const gone = watch("org_c");
  const witness = watch("org_c");
  await feed.ready();
  gone.stop();
  gone.told.length = witness.told.length = 0;
  await notifyChanges([{ organizationId: "org_c", topics: ["events"] }], first);
  await witness.until(() => witness.told.length > 0);
  expect(gone.told).toEqual([]);
  witness.stop();
});

test("after its connection was lost everything counts as changed, and changes are heard again", async () => {
  const watcher = watch("org_d");
  await feed.ready();
  watcher.told.length = 0;
  await first.pool.query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'LISTEN%'");
  await watcher.until(() => watcher.told.some((topics) => topics.length === liveTopics.length));
  watcher.told.length = 0;
  await notifyChanges([{ organizationId: "org_d", topics: ["runs"] }], second);
  await watcher.until(() => watcher.told.length > 0);
  expect(watcher.told).toEqual([["runs"]]);
  watcher.stop();
});

test("a browser's stream starts with a greeting, carries changes as events, and ends when the browser leaves", async () => {
  const leaving = new AbortController();
  const reader = changeStream(feed, "org_e", leaving.signal).getReader();
  const read = async () => new TextDecoder().decode((await reader.read()).value);
  await feed.ready();
  expect(await read()).toContain("event: hello");
  await notifyChanges([{ organizationId: "org_e", topics: ["deliveries"] }], first);
  let text = "";
  while (!text.includes('["deliveries"]')) text += await read();
  expect(text).toContain("event: change\ndata: ");
  leaving.abort();
  while (!(await reader.read()).done);
});

test("a browser that cancels its stream costs nothing more, and closing the feed ends the others", async () => {
  const own = openChangeFeed({ url: testDatabase.url });
  const cancelled = changeStream(own, "org_f", new AbortController().signal);
  await cancelled.cancel();
  const open = changeStream(own, "org_f", new AbortController().signal).getReader();
  await own.ready();
  await own.close();
  while (!(await open.read()).done);
});
