import { expect, it } from "vitest";
import example from "@/examples/route-support-escalations.json";
import { readDraft } from "./read-draft";

it("reads the example as it is, with what it leaves out filled in", () => {
  const reading = readDraft(example);
  if (!reading.ok) throw new Error("expected a definition");
  expect(reading.definition).toMatchObject(example);
  expect(reading.definition.destinations[1]).toMatchObject({ onAmbiguous: "resend", config: {} });
});

it("reads a draft with problems that only its parts' own forms can mend", () => {
  const reading = readDraft({
    slug: "x", name: "X", steps: [{ id: "a", kind: "no.such" }],
    destinations: [{ id: "d", kind: "slack", when: { combinator: "and", conditions: [{ field: "", op: "==" }] } }],
  });
  expect(reading.ok && reading.definition).toMatchObject({ sources: [], steps: [{ config: {} }], destinations: [{ connection: "", target: {} }] });
});

it("keeps keys it does not know, so that saving loses nothing", () => {
  const reading = readDraft({ slug: "x", name: "X", destinations: [{ id: "d", kind: "slack", whne: 1 }] });
  expect(reading.ok && reading.definition.destinations[0]).toMatchObject({ whne: 1 });
});

it("names what can't be drawn", () => {
  expect(readDraft({ slug: "x", name: "X", steps: [{ id: "a" }] })).toMatchObject({ ok: false, problems: [{ path: "steps[0].kind" }] });
});
