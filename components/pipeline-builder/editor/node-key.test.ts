import { expect, it } from "vitest";
import { sampleDefinition } from "../testing/sample-definition";
import { keyAt, parseNodeKey, placeOf } from "./node-key";

const definition = sampleDefinition();

it("finds every card by the key that names it", () => {
  for (const key of ["source:0", "step:urgency", "step:strip-pii", "destination:archive"] as const) {
    const place = placeOf(definition, key);
    expect(place && keyAt(definition, place)).toBe(key);
  }
});

it("answers null for what is not a card, so that a stale link opens the pipeline alone", () => {
  expect(placeOf(definition, "step:gone")).toBeNull();
  expect(placeOf(definition, "source:1")).toBeNull();
  for (const text of [null, "", "step", "step:", "source:x", "edge:a"]) expect(parseNodeKey(text)).toBeNull();
  expect(parseNodeKey("destination:on-call")).toBe("destination:on-call");
});
