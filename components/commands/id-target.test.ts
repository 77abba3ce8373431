import { expect, test } from "vitest";
import { newId } from "@/lib/ids";
import { idTarget } from "./id-target";

test.each(["event", "run", "delivery", "pipeline"] as const)("a pasted id of a new %s is found, as is or in a line of text", (kind) => {
  const id = newId(kind);
  expect(idTarget(id)).toMatchObject({ kind, id });
  expect(idTarget(` {"id":"${id}"} `)).toMatchObject({ kind, id });
});

test("words are no id", () => {
  expect(idTarget("run_this")).toBeNull();
  expect(idTarget("escalations")).toBeNull();
});
