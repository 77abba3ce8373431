import { expect, it } from "vitest";
import { configChanges } from "./config-changes";

it("sends what changed and what is new, and null for what was emptied", () => {
  expect(configChanges({ auth: "bearer", a: [1], keep: "x" }, { auth: "none", a: [1], keep: "x", token: "new" })).toEqual({ auth: "none", token: "new" });
  expect(configChanges({ baseUrl: "http://x" }, {})).toEqual({ baseUrl: null });
});

it("sends a secret's removal, and nothing where nothing changed", () => {
  expect(configChanges({}, { token: null })).toEqual({ token: null });
  expect(configChanges({ auth: "none" }, { auth: "none" })).toEqual({});
});
