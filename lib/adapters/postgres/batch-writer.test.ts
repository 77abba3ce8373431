import { describe, expect, it } from "vitest";
import { createBatchWriter } from "./batch-writer";

const dataError = (message: string) => Object.assign(new Error(message), { code: "22P05" });

/** A flush whose commits end when the test says so. */
function controlledFlush() {
  const batches: { items: number[]; commit: () => void; fail: (error: Error) => void }[] = [];
  const flush = (items: number[]) =>
    new Promise<string[]>((resolve, reject) => {
      batches.push({ items, commit: () => resolve(items.map((item) => `r${item}`)), fail: reject });
    });
  return { batches, flush };
}

const nextTick = () => new Promise((resolve) => setImmediate(resolve));

describe("createBatchWriter", () => {
  it("writes what is given within one tick as one batch and answers each writer with its own result", async () => {
    const { batches, flush } = controlledFlush();
    const writer = createBatchWriter({ flush });
    const results = Promise.all([1, 2, 3].map((item) => writer.write(item)));
    await nextTick();
    expect(batches.map((batch) => batch.items)).toEqual([[1, 2, 3]]);
    batches[0]?.commit();
    expect(await results).toEqual(["r1", "r2", "r3"]);
  });

  it("gathers what arrives during a commit, and keeps no more flushes in progress than allowed", async () => {
    const { batches, flush } = controlledFlush();
    const writer = createBatchWriter({ flush, concurrentFlushes: 1 });
    const first = writer.write(1);
    await nextTick();
    const later = [2, 3, 4].map((item) => writer.write(item));
    await nextTick();
    expect(batches).toHaveLength(1);
    batches[0]?.commit();
    await first;
    while (batches.length < 2) await nextTick();
    expect(batches.map((batch) => batch.items)).toEqual([[1], [2, 3, 4]]);
    batches[1]?.commit();
    expect(await Promise.all(later)).toEqual(["r2", "r3", "r4"]);
  });

  it("gives one flush no more than itemsMax items, in the order written", async () => {
    const batches: number[][] = [];
    const writer = createBatchWriter({ itemsMax: 2, flush: async (items: number[]) => (batches.push(items), items) });
    await Promise.all([1, 2, 3, 4, 5].map((item) => writer.write(item)));
    expect(batches.flat()).toEqual([1, 2, 3, 4, 5]);
    expect(batches.every((batch) => batch.length <= 2)).toBe(true);
  });

  it("fails only the bad item of a batch and commits the others", async () => {
    const committed: number[] = [];
    const writer = createBatchWriter({
      flush: async (items: number[]) => {
        if (items.includes(13)) throw dataError("bad value 13");
        committed.push(...items);
        return items;
      },
    });
    const outcomes = await Promise.allSettled([10, 11, 12, 13, 14, 15, 16].map((item) => writer.write(item)));
    expect(outcomes.map((outcome) => outcome.status)).toEqual([
      "fulfilled", "fulfilled", "fulfilled", "rejected", "fulfilled", "fulfilled", "fulfilled",
    ]);
    expect(outcomes[3]).toMatchObject({ reason: { message: "bad value 13" } });
    expect(committed).toEqual([10, 11, 12, 14, 15, 16]);
  });

  it("does not repeat a batch whose connection was lost: its outcome is unknown", async () => {
    let flushes = 0;
    const writer = createBatchWriter({
      flush: async (): Promise<number[]> => {
        flushes++;
        throw Object.assign(new Error("Connection terminated unexpectedly"), { code: "ECONNRESET" });
      },
    });
    const outcomes = await Promise.allSettled([1, 2, 3].map((item) => writer.write(item)));
    expect(outcomes.map((outcome) => outcome.status)).toEqual(["rejected", "rejected", "rejected"]);
    expect(flushes).toBe(1);
  });

  it("rejects the writers when a flush answers with the wrong number of results", async () => {
    const writer = createBatchWriter({ flush: async (items: number[]) => items.slice(1) });
    await expect(Promise.all([writer.write(1), writer.write(2)])).rejects.toThrow("1 results for 2 items");
  });

  it("settled() resolves once everything written before it is settled, failures too", async () => {
    const { batches, flush } = controlledFlush();
    const writer = createBatchWriter({ flush });
    const failing = writer.write(1).catch((error: Error) => error.message);
    await nextTick();
    let isSettled = false;
    const settled = writer.settled().then(() => (isSettled = true));
    await nextTick();
    expect([isSettled, writer.pending()]).toEqual([false, 1]);
    batches[0]?.fail(new Error("no"));
    await settled;
    expect([await failing, writer.pending()]).toEqual(["no", 0]);
  });
});

it("lets the next flush wait for more while items stream in, and a lone item not at all", async () => {
  const sizes: number[] = [];
  let endFirst = () => {};
  const first = new Promise<void>((resolve) => (endFirst = resolve));
  const writer = createBatchWriter<string, string>({
    concurrentFlushes: 1,
    busyPauseMs: 50,
    flush: async (items) => {
      sizes.push(items.length);
      if (sizes.length === 1) await first;
      return items;
    },
  });
  const a = writer.write("a");
  await new Promise((resolve) => setImmediate(resolve));
  expect(sizes).toEqual([1]);
  const b = writer.write("b");
  endFirst();
  await a;
  await new Promise((resolve) => setImmediate(resolve));
  const c = writer.write("c");
  expect(await Promise.all([b, c])).toEqual(["b", "c"]);
  expect(sizes).toEqual([1, 2]);
});
