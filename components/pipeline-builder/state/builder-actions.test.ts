import { describe, expect, it } from "vitest";
import { type PaletteItem } from "../palette/palette-items";
import { sampleDefinition } from "../testing/sample-definition";
import { createBuilderActions } from "./builder-actions";
import { startBuilder, type BuilderState } from "./builder-state";
import { createStore } from "./create-store";

const filter: PaletteItem = { part: "step", kind: "filter.match", category: "CTL", title: "Filter", summary: "" };
const slack: PaletteItem = { part: "destination", kind: "slack", title: "Slack", summary: "" };
const source: PaletteItem = { part: "source", kind: "source", title: "Source", summary: "" };

function builder(changes: Partial<BuilderState> = {}) {
  const store = createStore<BuilderState>({ ...startBuilder(sampleDefinition(), null, true), ...changes });
  const definition = () => store.get().editor.definition;
  return { store, actions: createBuilderActions(store, () => 0), definition, steps: () => definition().steps.map(({ id }) => id) };
}

describe("by keyboard", () => {
  it("builds a pipeline without a pointer: each new card lands behind the selected one and takes the focus", () => {
    const { actions, store, steps } = builder();
    actions.select("step:urgency");
    actions.insert(filter);
    expect(steps()).toEqual(["urgency", "filter-match", "only-critical", "strip-pii"]);
    expect(store.get()).toMatchObject({ focusing: "step:filter-match", announcement: "Added step filter-match, 2 of 4" });
    actions.select("source:0");
    actions.insert(filter);
    expect(steps()[0]).toBe("filter-match-2");
  });

  it("reorders in place and says where the card is now", () => {
    const { actions, store, steps } = builder();
    actions.reorder("step:strip-pii", "left");
    expect(steps()).toEqual(["urgency", "strip-pii", "only-critical"]);
    expect(store.get().announcement).toBe("Moved step strip-pii, 2 of 3");
    actions.reorder("step:urgency", "left");
    expect(steps()[0]).toBe("urgency");
  });

  it("walks, removes and pastes", () => {
    const { actions, store, steps } = builder();
    actions.walk("right");
    actions.walk("right");
    actions.copy();
    actions.remove();
    expect(store.get().announcement).toBe("Removed step urgency, 1 of 3");
    expect(store.get().editor.selected).toBe("step:only-critical");
    actions.paste();
    expect(steps()).toEqual(["only-critical", "urgency", "strip-pii"]);
    actions.undo();
    actions.undo();
    expect(steps()).toEqual(["urgency", "only-critical", "strip-pii"]);
  });
});

describe("by pointer", () => {
  it("inserts what is dropped where it landed, and nothing when it landed nowhere", () => {
    const { actions, definition } = builder();
    actions.startDrag({ moving: null, item: slack }, "destination", { x: 0, y: 0 });
    actions.dragOver({ part: "destination", index: 1, moving: null }, false);
    actions.drop();
    expect(definition().destinations.map(({ id }) => id)).toEqual(["on-call", "slack", "archive"]);
    const before = definition();
    actions.startDrag({ moving: null, item: filter }, "step", { x: 0, y: 0 });
    actions.drop();
    expect(definition()).toBe(before);
  });

  it("moves a card to where it was dropped, and removes one that is dropped on the trash", () => {
    const { actions, steps } = builder();
    actions.startDrag({ moving: "step:strip-pii", item: null }, "step", { x: 0, y: 0 });
    actions.dragOver({ part: "step", index: 0, moving: "step:strip-pii" }, false);
    actions.drop();
    expect(steps()).toEqual(["strip-pii", "urgency", "only-critical"]);
    actions.startDrag({ moving: "step:urgency", item: null }, "step", { x: 0, y: 0 });
    actions.dragOver(null, true);
    actions.drop();
    expect(steps()).toEqual(["strip-pii", "only-critical"]);
  });
});

it("chooses the only source and the only connection of a kind, and leaves a choice open", () => {
  const connection = { name: "", kind: "slack", summary: "", attention: null, config: {}, secrets_set: [] };
  const one = { sources: [{ id: "src_1", slug: "default", name: "", kind: "", status: "" }], connections: [{ ...connection, id: "con_1", slug: "acme" }] };
  const { actions, definition } = builder({ inventory: one });
  actions.insert(source);
  actions.insert(slack);
  expect(definition().sources[1]).toEqual({ source: "default" });
  expect(definition().destinations[2]).toMatchObject({ connection: "acme" });
  const two = builder({ inventory: { ...one, connections: [...one.connections, { ...connection, id: "con_2", slug: "other" }] } });
  two.actions.insert(slack);
  expect(two.definition().destinations[2]).toMatchObject({ connection: "" });
});

it("starts a new step with what its kind fills in", () => {
  const { actions, definition } = builder();
  actions.insert(filter);
  expect(definition().steps[3]?.config).toEqual({ where: { combinator: "and", conditions: [] } });
});

it("lets a viewer look around and change nothing", () => {
  const { actions, store, definition } = builder({ canEdit: false });
  const before = definition();
  actions.select("step:urgency");
  actions.insert(filter);
  actions.remove();
  actions.reorder("step:urgency", "right");
  actions.startDrag({ moving: "step:urgency", item: null }, "step", { x: 0, y: 0 });
  expect(definition()).toBe(before);
  expect(store.get()).toMatchObject({ drag: null, editor: { selected: "step:urgency" } });
});

it("tells only those who read a part that changed", () => {
  const { actions, store } = builder();
  let calls = 0;
  store.subscribe(() => { calls += 1; });
  actions.dragOver(null, false);
  actions.edit({ type: "move-step", id: "urgency", index: 0 });
  expect(calls).toBe(0);
});
