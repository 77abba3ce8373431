import { describe, expect, it } from "vitest";
import type { EventField } from "@/lib/event-types/event-type-resource";
import { inferFields } from "@/lib/event-types/infer-fields";
import { samplePayload } from "./sample-payload";

const declared = (path: string, type: EventField["type"], values?: EventField["values"]): EventField => ({ path, type, seen: 0, ...(values && { values }) });

describe("a sample payload", () => {
  it("is the document itself where fields were inferred from one, names that hide behind the event's own included", () => {
    const document = { id: "T-1", customer: { name: "Ana", "odd key": 2 }, tags: ["a", "b"], seats: 3, trial: false };
    expect(samplePayload("unknown", inferFields([document]))).toEqual(document);
  });

  it("is made of declared types where no event was seen", () => {
    expect(samplePayload("unknown", [declared("$event.plan", "string", ["free", "pro"]), declared("$event.amount", "number"), declared("$event.owner.email", "string")])).toEqual({
      plan: "free", amount: 1, owner: { email: "text" },
    });
  });

  it("is the example's own for the example's type", () => {
    expect(samplePayload("support.ticket.created", [])).toMatchObject({ customer_tier: "enterprise" });
  });
});
