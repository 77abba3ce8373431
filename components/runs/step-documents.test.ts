import { describe, expect, it } from "vitest";
import type { EventView } from "@/lib/pipeline/context";
import { stepDocuments } from "./step-documents";

const event: EventView = {
  id: "evt_1", type: "t", received_at: "", occurred_at: "", payload: { body: "Call jane@example.com" }, meta: { source: "default", url: "", idempotency_key: null },
};
const redaction = {
  stepId: "strip",
  findings: [{ root: "payload", path: ["body"], start: 5, end: 21, detector: "email", hash: "" }],
  columns: { default: { email: "mask" } },
};

describe("the documents around each step", () => {
  it("carry what earlier steps wrote, and show a redaction as destinations see it", () => {
    expect(stepDocuments(event, [{ values: { classify: { urgency: "low" } } }, null, { redaction }])).toEqual([
      { before: { event: event.payload }, after: { event: event.payload, classify: { urgency: "low" } } },
      { before: { event: event.payload, classify: { urgency: "low" } }, after: { event: event.payload, classify: { urgency: "low" } } },
      { before: { event: event.payload, classify: { urgency: "low" } }, after: { event: { body: "Call [email redacted]" }, classify: { urgency: "low" } } },
    ]);
  });

  it("take an answer they can't read as no change", () => {
    expect(stepDocuments(event, ["odd", { redaction: { columns: 1 } }])).toEqual([
      { before: { event: event.payload }, after: { event: event.payload } },
      { before: { event: event.payload }, after: { event: event.payload } },
    ]);
  });
});
