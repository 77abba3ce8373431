import { expect, test } from "vitest";
import { keyFromPayload, keyPaths } from "./idempotency";

const payload = { charge: { id: "ch_1" }, attempt: 2, empty: "", list: [1], on: true };

test("an event's key is made of the declared fields, joined with a colon", () => {
  expect(keyFromPayload(keyPaths("charge.id:attempt"), payload)).toBe("ch_1:2");
  expect(keyFromPayload(keyPaths("on"), payload)).toBe("true");
});

test("there is none where a field is missing or can't be part of one", () => {
  for (const key of ["charge.id:missing", "charge", "list", "empty", "charge.id.deeper", "__proto__", "constructor.name"]) {
    expect(keyFromPayload(keyPaths(key), payload)).toBeNull();
  }
});
