import { expect, it } from "vitest";
import { firstIdAt, newId, timeOfId } from "./ids";

it("bounds the ids made from a moment on, and reads the moment back", () => {
  const id = newId("run", 4_000_000_000_000);
  expect(timeOfId(id)).toBe(4_000_000_000_000);
  expect(firstIdAt("run", 4_000_000_000_000) <= id).toBe(true);
  expect(firstIdAt("run", 4_000_000_000_001) > id).toBe(true);
});
