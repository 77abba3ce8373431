import { describe, expect, test } from "vitest";
import type { RefSuggestion } from "./ref-suggestion";
import { refProblem } from "./ref-problem";

const known: RefSuggestion[] = [
  { ref: "$event.tier", type: "string" },
  { ref: "$event.customer", type: "object" },
  { ref: "$event.customer.name", type: "string" },
  { ref: "$event.items", type: "array" },
  { ref: "$event.items[0].sku", type: "string" },
  { ref: "$event.empty", type: "object" },
  { ref: "$classify.urgency", type: "string" },
  { ref: "$output", type: "any" },
  { ref: "$event.id", type: "string" },
];

describe("a ref", () => {
  test.each(["", "$event", "$event.tier", "$event.payload.tier", "$event.customer", "$event.customer.name", "$event.items[3].sku", "$event.empty.later", "$classify.urgency", "$output.anything[0]", "$event.id"])(
    "%s is fine",
    (text) => {
      expect(refProblem(text, known)).toBeNull();
    },
  );

  test.each(["$event.teir", "$event.tier.inside", "$event.customer.nmae", "$event.items[0].price"])("%s is warned of: no event has it", (text) => {
    expect(refProblem(text, known)).toEqual({ severity: "warning", message: "no recent event has this field" });
  });

  test("to what no earlier step writes is always empty", () => {
    expect(refProblem("$classify.tone", known)?.message).toContain("no earlier step writes $classify.tone");
    expect(refProblem("$enrich.person", known)?.severity).toBe("warning");
  });

  test("that does not parse says at which column", () => {
    expect(refProblem("$event.", known)).toEqual({ severity: "error", message: expect.stringMatching(/^column 8: /) });
    expect(refProblem("event.tier", known)).toMatchObject({ severity: "error", message: expect.stringMatching(/^column 1: /) });
  });

  test("to a payload of which nothing is known is not warned of", () => {
    expect(refProblem("$event.anything", known.slice(-1))).toBeNull();
  });
});
