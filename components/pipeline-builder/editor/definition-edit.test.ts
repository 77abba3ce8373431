import { describe, expect, it } from "vitest";
import { sampleDefinition } from "../testing/sample-definition";
import { applyEdit, clipOf } from "./definition-edit";

const definition = sampleDefinition();
const stepIds = (edited: { definition: typeof definition }) => edited.definition.steps.map(({ id }) => id);
const destinationIds = (edited: { definition: typeof definition }) => edited.definition.destinations.map(({ id }) => id);

describe("steps", () => {
  it("inserts a step where it was dropped, under a readable id of its own, and selects it", () => {
    const edited = applyEdit(definition, { type: "insert-step", index: 1, kind: "filter.match", config: {} });
    expect(stepIds(edited)).toEqual(["urgency", "filter-match", "only-critical", "strip-pii"]);
    expect(edited.selected).toBe("step:filter-match");
    const again = applyEdit(edited.definition, { type: "insert-step", index: 99, kind: "filter.match", config: {} });
    expect(stepIds(again).at(-1)).toBe("filter-match-2");
  });

  it("moves a step to the index it shall have in the end, both ways", () => {
    expect(stepIds(applyEdit(definition, { type: "move-step", id: "urgency", index: 2 }))).toEqual(["only-critical", "strip-pii", "urgency"]);
    expect(stepIds(applyEdit(definition, { type: "move-step", id: "strip-pii", index: 0 }))).toEqual(["strip-pii", "urgency", "only-critical"]);
    expect(applyEdit(definition, { type: "move-step", id: "urgency", index: 0 }).definition).toBe(definition);
    expect(applyEdit(definition, { type: "move-step", id: "gone", index: 0 }).definition).toBe(definition);
  });

  it("stores no empty name", () => {
    const named = applyEdit(definition, { type: "rename-step", id: "urgency", name: "How urgent" });
    expect(named.definition.steps[0]?.name).toBe("How urgent");
    expect(applyEdit(named.definition, { type: "rename-step", id: "urgency", name: "" }).definition).toEqual(definition);
  });

  it("changes one step's config and keeps every other step's identity", () => {
    const { definition: after } = applyEdit(definition, { type: "set-step-config", id: "only-critical", config: { where: { combinator: "or", conditions: [] } } });
    expect(after.steps[1]?.config).toEqual({ where: { combinator: "or", conditions: [] } });
    expect(after.steps[0]).toBe(definition.steps[0]);
    expect(after.destinations).toBe(definition.destinations);
  });
});

describe("destinations", () => {
  it("fans out to a new destination that works as soon as its target is chosen", () => {
    const edited = applyEdit(definition, { type: "insert-destination", index: 1, kind: "slack", connection: "acme-slack" });
    expect(destinationIds(edited)).toEqual(["on-call", "slack", "archive"]);
    expect(edited.definition.destinations[1]).toEqual({ id: "slack", kind: "slack", connection: "acme-slack", target: {}, onAmbiguous: "resend", config: {} });
    expect(edited.selected).toBe("destination:slack");
  });

  it("takes `when` and `template` away without leaving their keys", () => {
    const { definition: after } = applyEdit(definition, { type: "update-destination", id: "archive", changes: { when: undefined } });
    expect(after.destinations[1]).not.toHaveProperty("when");
    expect(after.destinations[1]?.connection).toBe("archive-hook");
  });

  it("renames a destination together with its column of redact.pii, and refuses a taken name", () => {
    const edited = applyEdit(definition, { type: "rename-destination", id: "archive", to: "warehouse" });
    expect(destinationIds(edited)).toEqual(["on-call", "warehouse"]);
    expect(edited.definition.steps[2]?.config.columns).toEqual({ default: { email: "mask" }, warehouse: { email: "hash" } });
    expect(edited.selected).toBe("destination:warehouse");
    expect(applyEdit(definition, { type: "rename-destination", id: "archive", to: "on-call" }).definition).toBe(definition);
  });

  it("redacts a copy of a destination as the original", () => {
    const edited = applyEdit(definition, { type: "duplicate", key: "destination:archive" });
    expect(destinationIds(edited)).toEqual(["on-call", "archive", "archive-2"]);
    expect(edited.definition.steps[2]?.config.columns).toMatchObject({ "archive-2": { email: "hash" } });
  });

  it("reorders", () => {
    expect(destinationIds(applyEdit(definition, { type: "move-destination", id: "archive", index: 0 }))).toEqual(["archive", "on-call"]);
  });
});

describe("sources", () => {
  it("adds, changes and removes rules by their place", () => {
    const added = applyEdit(definition, { type: "insert-source", index: 9, rule: { source: "stripe" } });
    expect(added.selected).toBe("source:1");
    const changed = applyEdit(added.definition, { type: "update-source", index: 1, rule: { source: "stripe", match: "payment.*" } });
    expect(changed.definition.sources).toEqual([{ source: "default", match: "support.ticket.created" }, { source: "stripe", match: "payment.*" }]);
    expect(applyEdit(changed.definition, { type: "remove", key: "source:0" }).definition.sources).toEqual([{ source: "stripe", match: "payment.*" }]);
    expect(applyEdit(definition, { type: "update-source", index: 7, rule: { source: "x" } }).definition).toBe(definition);
  });
});

describe("remove, duplicate, paste", () => {
  it("selects the neighbour of what was removed, so that the keyboard stays where it was", () => {
    expect(applyEdit(definition, { type: "remove", key: "step:only-critical" }).selected).toBe("step:strip-pii");
    expect(applyEdit(definition, { type: "remove", key: "step:strip-pii" }).selected).toBe("step:only-critical");
    expect(applyEdit(definition, { type: "remove", key: "source:0" }).selected).toBeNull();
    expect(applyEdit(definition, { type: "remove", key: "step:gone" })).toEqual({ definition });
  });

  it("puts a copy behind the original", () => {
    const edited = applyEdit(definition, { type: "duplicate", key: "step:only-critical" });
    expect(stepIds(edited)).toEqual(["urgency", "only-critical", "only-critical-2", "strip-pii"]);
    expect(edited.selected).toBe("step:only-critical-2");
    expect(stepIds(applyEdit(edited.definition, { type: "duplicate", key: "step:only-critical-2" }))).toContain("only-critical-3");
  });

  it("pastes behind the selected card of the same part, else at the part's end, even after the original is gone", () => {
    const clip = clipOf(definition, "step:urgency");
    if (!clip) throw new Error("expected a clip");
    const without = applyEdit(definition, { type: "remove", key: "step:urgency" }).definition;
    expect(stepIds(applyEdit(without, { type: "paste", clip, after: "step:only-critical" }))).toEqual(["only-critical", "urgency", "strip-pii"]);
    expect(stepIds(applyEdit(without, { type: "paste", clip, after: "destination:archive" }))).toEqual(["only-critical", "strip-pii", "urgency"]);
    expect(clipOf(definition, "step:gone")).toBeNull();
  });
});
