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
