import { describe, expect, test } from "vitest";
import { sampleContext } from "@/lib/destinations/sample";
import type { JsonObject } from "@/lib/pipeline/context";
import { noiseOf } from "./noise";

const nightMs = Date.parse("2026-03-04T23:00:00Z");
const morningMs = Date.parse("2026-03-05T07:00:00Z");
const quiet: JsonObject = { from: "22:00", to: "07:00", timeZone: "UTC" };
const onTier = (value: string): JsonObject => ({ combinator: "and", conditions: [{ field: "$event.customer_tier", op: "==", value }] });
const group = (...key: string[]): JsonObject => ({ mode: "thread", key, window: "1h" });
const at = (config: JsonObject) => noiseOf({ config, connection: "con_a", target: {} }, sampleContext, nightMs);

describe("what a destination's config makes of an event", () => {
  test.each<[string, JsonObject, number | null]>([
    ["waits for the morning", { quiet }, morningMs],
    ["waits, too, where the kind has fields of its own", { quiet, unfurl: true, silent: true }, morningMs],
    ["is sent where the exception holds", { quiet: { ...quiet, unless: onTier("enterprise") } }, null],
    ["waits where it does not", { quiet: { ...quiet, unless: onTier("free") } }, morningMs],
    ["is sent where nothing is said", { unfurl: true }, null],
  ])("%s", (_name, config, expected) => expect(at(config)).toEqual({ groupKey: null, digest: null, notBeforeMs: expected }));

  test("joins those with the same values, and stands alone without any", () => {
    const { groupKey } = at({ group: group("$event.ticket_id"), unfurl: true });
    expect(groupKey).toMatch(/^[0-9a-f]{64}$/);
    expect(at({ group: group("$event.ticket_id") }).groupKey).toBe(groupKey);
    expect(at({ group: group("$event.ticket_id", "$event.missing") }).groupKey).not.toBe(groupKey);
    expect(at({ group: group("$event.missing") }).groupKey).toBeNull();
  });
});

const noon = Date.parse("2026-03-04T12:00:00Z");
const hourMs = 3_600_000;

function noise({ payload = { service: "api" }, group = {}, quiet, ...where }: { payload?: JsonObject; group?: JsonObject; quiet?: JsonObject; connection?: string; target?: JsonObject }) {
  const config = { group: { mode: "digest", key: ["$event.service", "$event.region"], window: "1h", ...group }, ...(quiet ? { quiet } : {}) };
  return noiseOf({ config, connection: "con_1", target: { channel: "C1" }, ...where }, { ...sampleContext, event: { ...sampleContext.event, payload } }, noon);
}

describe("a digest", () => {
  test("is of one key, one connection and one target, names the key's values and is over when its window is", () => {
    const first = noise({});
    expect(first).toEqual({ groupKey: null, digest: { key: expect.stringMatching(/^[0-9a-f]{64}$/), names: ["api"] }, notBeforeMs: noon + hourMs });
    expect(noise({}).digest?.key).toBe(first.digest?.key);
    const others = [noise({ payload: { service: "web" } }), noise({ payload: { region: "api" } }), noise({ connection: "con_2" }), noise({ target: { channel: "C2" } })];
    expect(new Set([first, ...others].map(({ digest }) => digest?.key)).size).toBe(5);
  });

  test("does not take what has none of the key's values", () => {
    expect(noise({ payload: {} })).toEqual({ groupKey: null, digest: null, notBeforeMs: null });
  });

  const quiet = { from: "12:30", to: "18:00", timeZone: "UTC", unless: { combinator: "and", conditions: [{ field: "$event.urgent", op: "==", value: true }] } };

  test("that is over in quiet hours waits until they are", () => {
    expect(noise({ quiet }).notBeforeMs).toBe(noon + 6 * hourMs);
    expect(noise({ quiet, group: { window: "10m" } }).notBeforeMs).toBe(noon + hourMs / 6);
  });

  test("does not take what is to be sent at once, in quiet hours or outside of them", () => {
    for (const from of ["11:00", "12:30"]) expect(noise({ payload: { service: "api", urgent: true }, quiet: { ...quiet, from } })).toEqual({ groupKey: null, digest: null, notBeforeMs: null });
  });
});
