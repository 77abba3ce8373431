import { expect, it } from "vitest";
import { sampleDefinition } from "../testing/sample-definition";
import { findProblems } from "./find-problems";

const inventory = {
  sources: [{ id: "src_1", slug: "default" }],
  connections: [{ id: "con_1", slug: "acme-slack", kind: "slack", attention: null }, { id: "con_2", slug: "archive-hook", kind: "webhook", attention: null }],
};
const nothingKnown = { sources: undefined, connections: undefined };
const definition = sampleDefinition();
const [onCall, archive] = definition.destinations;
if (!onCall || !archive) throw new Error("the sample has two destinations");

it("finds nothing in a pipeline that can be deployed", () => {
  expect(findProblems(definition, inventory)).toEqual([]);
});

it("claims nothing is missing before it knows what there is", () => {
  expect(findProblems(definition, nothingKnown)).toEqual([]);
});

it("asks for a connection and still tells what else is wrong", () => {
  const broken = sampleDefinition({
    steps: [{ id: "f", kind: "filter.match", config: {} }],
    destinations: [{ ...onCall, connection: "", target: {} }],
  });
  expect(findProblems(broken, inventory)).toMatchObject([
    { severity: "error", key: "step:f", field: "config.where" },
    { severity: "error", key: "destination:on-call", field: "connection", message: "Choose a connection" },
    { severity: "error", key: "destination:on-call", field: "target.channel" },
  ]);
});

it("keeps checking the rest while a comparison of `when` is being written", () => {
  const writing = sampleDefinition({
    steps: [{ id: "f", kind: "filter.match", config: {} }],
    destinations: [{ ...archive, when: { combinator: "and", conditions: [{ field: "", op: "==" }] } }],
  });
  const fields = findProblems(writing, inventory).map(({ key, field }) => `${key} ${field}`);
  expect(fields).toContain("step:f config.where");
  expect(fields.some((field) => field.startsWith("destination:archive when"))).toBe(true);
});

it("names sources, connections and models that are not there, and a connection of the wrong kind", () => {
  const broken = sampleDefinition({
    sources: [{ source: "gone" }, { source: "" }],
    steps: [{ id: "c", kind: "classify", config: { ...definition.steps[0]?.config, model: "openai/gpt" } }],
    destinations: [{ ...onCall, connection: "archive-hook" }, { ...archive, connection: "lost" }],
  });
  expect(findProblems(broken, inventory).filter(({ severity }) => severity === "error").map(({ message }) => message)).toEqual([
    "There is no source gone", "Choose a source", "There is no model connection openai", "archive-hook is a connection of kind webhook", "There is no connection lost",
  ]);
});

it("warns of refs that nothing fills any more, and of a broken connection, without calling it an error", () => {
  const moved = sampleDefinition({ steps: definition.steps.slice(1) });
  const [slack, webhook] = inventory.connections;
  if (!slack || !webhook) throw new Error("the inventory has two connections");
  const found = findProblems(moved, { ...inventory, connections: [{ ...slack, attention: { detail: "token revoked" } }, webhook] });
  expect(found).toMatchObject([
    { severity: "warning", key: "step:only-critical", field: "config.where.conditions[0].field" },
    { severity: "warning", key: "destination:on-call", field: "connection", message: "The connection needs attention: token revoked" },
  ]);
});

it("asks for unique ids, which a draft written by hand may lack", () => {
  const [first] = definition.steps;
  if (!first) throw new Error("the sample has steps");
  expect(findProblems(sampleDefinition({ steps: [...definition.steps, first] }), inventory)).toMatchObject([{ field: "id", message: "The id urgency is taken" }]);
});
