import { expect, it } from "vitest";
import { sampleDefinition } from "../testing/sample-definition";
import { sampleDefinitionOf } from "./sample-definition-of";

const definition = sampleDefinition();
const [classify] = definition.steps;
const ids = (changed: typeof definition) => sampleDefinitionOf(changed).steps.map(({ id }) => id);

it("keeps what writes values, without filters and destinations", () => {
  expect(ids(definition)).toEqual(["urgency", "strip-pii"]);
  expect(sampleDefinitionOf(definition).destinations).toEqual([]);
});

it("never asks a model that costs something, nor a step that is not set up", () => {
  if (!classify) throw new Error("the sample has a classify step");
  expect(ids(sampleDefinition({ steps: [{ ...classify, config: { ...classify.config, model: "openai/gpt" } }] }))).toEqual([]);
  expect(ids(sampleDefinition({ steps: [{ ...classify, config: {} }, { id: "x", kind: "no.such", config: {} }] }))).toEqual([]);
});
