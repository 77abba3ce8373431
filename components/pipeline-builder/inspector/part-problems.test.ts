import { expect, it } from "vitest";
import { problemsBelow } from "./part-problems";

const at = (field: string) => ({ severity: "error" as const, path: "", message: field, key: null, field });

it("hands each form the problems of its own fields", () => {
  const problems = [at("config.where.conditions[0].op"), at("config"), at("configuration"), at("when.conditions[1].value"), at("name")];
  expect(problemsBelow(problems, "config").map(({ path }) => path)).toEqual(["where.conditions[0].op", ""]);
  expect(problemsBelow(problems, "when").map(({ path }) => path)).toEqual(["conditions[1].value"]);
});
