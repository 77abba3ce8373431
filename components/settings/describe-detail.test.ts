import { expect, test } from "vitest";
import { describeDetail } from "./describe-detail";

test("details read as one line, without what is empty", () => {
  expect(describeDetail({ version: 3, from: "Draft", to: null, slug_before: "", scopes: ["read", "manage"], ids: [], limit: { burst: 1 } })).toBe('version 3 · from Draft · scopes read, manage · limit {"burst":1}');
  expect(describeDetail({})).toBe("");
});
