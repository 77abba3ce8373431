import { describe, expect, test } from "vitest";
import { inferFields } from "@/lib/event-types/infer-fields";
import { sampleContext } from "@/lib/pipeline/testing/sample-context";
import { stepCatalog } from "@/lib/steps/catalog";
import { suggestRefs, type RefPosition } from "./suggest-refs";
import type { RunContext } from "@/lib/pipeline/context";

const classify = (dimension: string, ...labels: string[]) => ({
  kind: "classify", config: { model: "keyword", dimension, input: ["$event.subject"], labels: labels.map((name) => ({ name, rules: { words: ["*"] } })) },
});
const steps = [classify("urgency", "low", "high"), { kind: "transform", name: "Ticket", config: { template: "{ id: $event.id }" } }, classify("tone", "calm")];
const fields = inferFields([{ subject: "Help", tier: "pro" }, { subject: "Again" }]);
const suggest = (position: RefPosition, sample: RunContext | null = null) => suggestRefs({ steps, position, fields, sample, catalog: stepCatalog });
const refs = (position: RefPosition) => suggest(position).map(({ ref }) => ref);

describe("at a place of the pipeline", () => {
  test("only what earlier steps write is offered", () => {
    expect(refs(0).some((ref) => ref.startsWith("$classify"))).toBe(false);
    expect(refs(2)).toEqual(expect.arrayContaining(["$classify.urgency", "$output"]));
    expect(refs(2)).not.toContain("$classify.tone");
    expect(refs("destination")).toContain("$classify.tone");
  });

  test("a classification offers its labels and says which step writes it", () => {
    expect(suggest("destination").find(({ ref }) => ref === "$classify.urgency")).toEqual({
      ref: "$classify.urgency", type: "string", values: ["low", "high"], description: "written by step 1, classify",
    });
    expect(suggest("destination").find(({ ref }) => ref === "$output")?.description).toBe("written by step 2, Ticket");
  });

  test("payload fields come first, with what recent events had, and the event's own after all", () => {
    const [subject, tier] = suggest(0);
    expect(subject).toEqual({ ref: "$event.subject", type: "string", sample: "Help", values: ["Help", "Again"] });
    expect(tier).toMatchObject({ ref: "$event.tier", description: "on 50 % of recent events" });
    expect(refs(0).at(-1)).toBe("$event.meta.idempotency_key");
  });

  test("a step whose config is unfinished, or of an unknown kind, offers nothing", () => {
    const broken = [{ kind: "classify", config: {} }, { kind: "later", config: {} }];
    expect(suggestRefs({ steps: broken, position: "destination", fields: [], sample: null, catalog: stepCatalog }).every(({ ref }) => ref.startsWith("$event"))).toBe(true);
  });
});

describe("with a chosen event", () => {
  const sample = sampleContext({ subject: "Chosen", extra: { a: 1 } }, { classify: { urgency: "high" }, output: { id: "evt_01" } });
  const byRef = new Map(suggest("destination", sample).map((suggestion) => [suggestion.ref, suggestion]));

  test("every sample is that event's, and a field it lacks has none", () => {
    expect(byRef.get("$event.subject")?.sample).toBe("Chosen");
    expect(byRef.get("$event.tier")).not.toHaveProperty("sample");
    expect(byRef.get("$event.type")?.sample).toBe("support.ticket.created");
  });

  test("fields that only it has are offered too", () => {
    expect(byRef.get("$event.extra.a")).toMatchObject({ type: "number", sample: 1 });
  });

  test("what a test run wrote is known, inside and out", () => {
    expect(byRef.get("$classify.urgency")?.sample).toBe("high");
    expect(byRef.get("$output")?.type).toBe("object");
    expect(byRef.get("$output.id")).toMatchObject({ type: "string", sample: "evt_01" });
  });
});
