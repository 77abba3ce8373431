import { expect, it } from "vitest";
import type { TargetList } from "@/lib/destinations/accounts";
import { cachedTargets } from "./target-cache";

function counted(answer: TargetList = { ok: true, targets: [], isComplete: true }) {
  const counter = { loads: 0, load: () => Promise.resolve((counter.loads++, answer)) };
  return counter;
}

it("asks once in a minute, also when several ask at the same time", async () => {
  const counter = counted();
  await Promise.all([cachedTargets("a", false, 0, counter.load), cachedTargets("a", false, 0, counter.load)]);
  await cachedTargets("a", false, 59_999, counter.load);
  expect(counter.loads).toBe(1);
  await cachedTargets("a", false, 60_000, counter.load);
  expect(counter.loads).toBe(2);
});

it("asks anew when told to", async () => {
  const counter = counted();
  await cachedTargets("b", false, 0, counter.load);
  await cachedTargets("b", true, 1, counter.load);
  expect(counter.loads).toBe(2);
});

it("does not remember a failure", async () => {
  const counter = counted({ ok: false, code: "invalid_auth", detail: "no" });
  await cachedTargets("c", false, 0, counter.load);
  await cachedTargets("c", false, 1, counter.load);
  expect(counter.loads).toBe(2);
});
