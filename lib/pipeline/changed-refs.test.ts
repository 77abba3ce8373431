import { describe, expect, it } from "vitest";
import type { RedactionFinding } from "./context";
import { changedRefs } from "./changed-refs";

const finding = (over: Partial<RedactionFinding>): RedactionFinding => ({ root: "payload", path: ["body"], start: 0, end: 1, detector: "email", hash: "", ...over });

describe("the refs a patch changes", () => {
  it("name what steps wrote, each dimension of its own and $output as a whole", () => {
    expect(changedRefs({ values: { classify: { urgency: "low", "odd key": "x" }, output: { a: 1 } } })).toEqual(["$classify.urgency", '$classify["odd key"]', "$output"]);
  });

  it("name where personal data was found, once each, and not where every column keeps it", () => {
    const findings = [
      finding({}),
      finding({ start: 4, end: 5 }),
      finding({ path: ["ip"], detector: "ip" }),
      finding({ root: "meta", path: ["idempotency_key"] }),
      finding({ root: "values", path: ["enrich", "person", "email"] }),
    ];
    const redaction = { stepId: "strip", findings, columns: { default: { email: "mask" as const, ip: "keep" as const }, archive: {} } };
    expect(changedRefs({ redaction })).toEqual(["$event.body", "$event.meta.idempotency_key", "$enrich.person.email"]);
  });

  it("are none for an empty patch", () => {
    expect(changedRefs({})).toEqual([]);
  });
});
