import { expect, test } from "vitest";
import { localPath } from "./local-path";

test.each(["/events?type=a#b", "/pipelines/pl_1"])("goes to %s, a path of this site", (path) => {
  expect(localPath(path)).toBe(path);
});

test.each([null, undefined, "", "https://evil.example", "//evil.example", "/\\evil.example", "/\t/evil.example", "/.//evil.example", "javascript:alert(1)", "events"])(
  "stays here when the address says %j",
  (next) => {
    expect(localPath(next)).toBe("/");
  },
);
