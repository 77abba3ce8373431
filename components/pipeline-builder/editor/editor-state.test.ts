import { describe, expect, it } from "vitest";
import { sampleDefinition } from "../testing/sample-definition";
import { copySelected, edit, isUnsaved, loadSaved, markSaved, redo, select, startEditor, undo, type EditorState } from "./editor-state";

const definition = sampleDefinition();
const start = startEditor(definition);
const typeName = (state: EditorState, name: string, atMs: number) => edit(state, { type: "rename-step", id: "urgency", name }, atMs);
const nameOf = (state: EditorState) => state.definition.steps[0]?.name;

describe("undo and redo", () => {
  it("undoes what was typed without a pause at once, and what was typed after a pause by itself", () => {
    const typed = [["H", 0], ["Ho", 200], ["How", 400], ["How bad", 5000]] as const;
    const state = typed.reduce((before, [name, atMs]) => typeName(before, name, atMs), start);
    expect(nameOf(undo(state))).toBe("How");
    expect(undo(undo(state)).definition).toBe(definition);
  });

  it("does not join typing into different fields", () => {
    const state = edit(typeName(start, "A", 0), { type: "rename-step", id: "strip-pii", name: "B" }, 10);
    expect(undo(state).definition.steps[2]?.name).toBeUndefined();
    expect(nameOf(undo(state))).toBe("A");
  });

  it("does not join typing across an undo", () => {
    const state = typeName(undo(typeName(start, "A", 0)), "B", 10);
    expect(undo(state).definition).toBe(definition);
  });

  it("brings back what was undone, until something else is edited", () => {
    const removed = edit(start, { type: "remove", key: "step:urgency" }, 0);
    expect(redo(undo(removed)).definition).toBe(removed.definition);
    const other = edit(undo(removed), { type: "remove", key: "step:strip-pii" }, 1);
    expect(redo(other)).toBe(other);
  });

  it("keeps only what exists selected", () => {
    const inserted = edit(start, { type: "insert-step", index: 0, kind: "transform", config: {} }, 0);
    expect(inserted.selected).toBe("step:transform");
    expect(undo(inserted).selected).toBeNull();
  });

  it("takes no step for an edit that changes nothing", () => {
    expect(edit(start, { type: "move-step", id: "urgency", index: 0 }, 0)).toBe(start);
    expect(edit(start, { type: "rename-pipeline", name: definition.name }, 0)).toBe(start);
  });
});

describe("saved and unsaved", () => {
  it("is saved again when an edit is undone or made back by hand", () => {
    const renamed = edit(start, { type: "rename-pipeline", name: "Other" }, 0);
    expect(isUnsaved(renamed)).toBe(true);
    expect(isUnsaved(undo(renamed))).toBe(false);
    expect(isUnsaved(edit(renamed, { type: "rename-pipeline", name: definition.name }, 9000))).toBe(false);
  });

  it("keeps unsaved what was typed while the save was on its way", () => {
    const sent = typeName(start, "A", 0);
    expect(isUnsaved(markSaved(typeName(sent, "AB", 10), sent.definition))).toBe(true);
    expect(isUnsaved(markSaved(sent, sent.definition))).toBe(false);
  });

  it("loads another's draft so that undo brings one's own back", () => {
    const mine = typeName(start, "mine", 0);
    const theirs = sampleDefinition({ name: "Theirs" });
    const loaded = loadSaved(mine, theirs, 1);
    expect(isUnsaved(loaded)).toBe(false);
    expect(nameOf(undo(loaded))).toBe("mine");
  });
});

describe("selection and clipboard", () => {
  it("selects only what is there", () => {
    expect(select(start, "step:urgency").selected).toBe("step:urgency");
    expect(select(start, "step:gone").selected).toBeNull();
    expect(select(start, "source:3").selected).toBeNull();
  });

  it("copies the selected card and keeps the copy when nothing is selected", () => {
    const copied = copySelected(select(start, "destination:archive"));
    expect(copied.clipboard).toEqual({ part: "destination", destination: definition.destinations[1] });
    expect(copySelected(select(copied, null)).clipboard).toBe(copied.clipboard);
  });
});
