import { describe, expect, it } from "vitest";
import { createRefreshingCache } from "./refreshing-cache";

function cacheAt() {
  const clock = { nowMs: 0 };
  const cache = createRefreshingCache<number>({ freshMs: 10, staleMs: 100, entriesMax: 2, now: () => clock.nowMs });
  let loads = 0;
  const load = async () => ++loads;
  return { clock, get: (key = "a") => cache.get(key, load), cache, loads: () => loads };
}

describe("a refreshing cache", () => {
  it("loads once for all who ask at the same time, and serves a fresh value without loading", async () => {
    const { get, loads } = cacheAt();
    expect(await Promise.all([get(), get()])).toEqual([1, 1]);
    expect(await get()).toBe(1);
    expect(loads()).toBe(1);
  });

  it("serves a stale value at once and the next one after", async () => {
    const { clock, get } = cacheAt();
    await get();
    clock.nowMs = 50;
    expect(await get()).toBe(1);
    expect(await get()).toBe(2);
  });

  it("waits for a new value when the old one is too old", async () => {
    const { clock, get } = cacheAt();
    await get();
    clock.nowMs = 100;
    expect(await get()).toBe(2);
  });

  it("keeps the old value when a refresh fails, and answers the failure when there is none", async () => {
    const { clock, get, cache } = cacheAt();
    await get();
    clock.nowMs = 50;
    const fail = () => Promise.reject(new Error("database is away"));
    expect(await cache.get("a", fail)).toBe(1);
    await expect(cache.get("b", fail)).rejects.toThrow("away");
  });

  it("forgets the oldest beyond its size", async () => {
    const { get } = cacheAt();
    for (const key of ["a", "b", "c"]) await get(key);
    expect(await get("a")).toBe(4);
    expect(await get("c")).toBe(3);
  });
});
