import { expect, test } from "vitest";
import { isRefError, parseRef } from "@/lib/pipeline/refs";
import { childPath } from "./json-path";

test.each([
  ["plan", "$event.plan"],
  ["odd key", '$event["odd key"]'],
  ['say "hi"', '$event["say \\"hi\\""]'],
  [3, "$event[3]"],
])("the path to %s is one a template understands", (key, path) => {
  expect(childPath("$event", key)).toBe(path);
  expect(isRefError(parseRef(path))).toBe(false);
});
