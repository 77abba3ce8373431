import { z } from "zod";
import type { Problem } from "@/lib/errors";
import { oneLine } from "@/lib/pipeline/one-line";
import { field } from "@/lib/schema-form/field";
import { defineStep } from "../contract";

/** The built-in provider: rules, no model. */
export const KEYWORD_MODEL = "keyword";

const labelSchema = field.object(
  { label: "Label" },
  {
    name: field.text({ label: "Name" }, 64),
    description: field.text({ label: "Description", help: "When a model should choose it." }, 1000).optional(),
    rules: field
      .object(
        { label: "Keyword rules" },
        {
          words: field.list({ label: "Words and phrases", help: "Found as whole words in any case. * fits everything." }, field.text({ label: "Word or phrase" }, 200), 500).optional(),
          patterns: field.list({ label: "Patterns", help: "Regular expressions in RE2 syntax, in any case." }, field.pattern({ label: "Pattern" }), 100).optional(),
        },
      )
      .optional(),
  },
);

export type ClassifyLabel = z.infer<typeof labelSchema>;

export const classify = defineStep({
  id: "classify",
  version: 1,
  category: "ENR",
  title: "Classify",
  summary: "Gives the event one of your labels, by a model of yours or by keyword rules.",
  config: z.strictObject({
    model: field.text({ label: "Model", help: "keyword follows the labels' rules and is not a model; else a model connection and its model.", placeholder: "openai/gpt-5-mini" }, 200),
    dimension: field.text({ label: "Dimension", help: "Read as $classify.<dimension>.", placeholder: "urgency" }, 64),
    input: field.refs({ label: "Input", help: "What is classified." }),
    prompt: field.longText({ label: "Prompt", help: "The question that the label answers." }).optional(),
    labels: field.list({ label: "Labels", help: "In order: the first label with a matching rule wins." }, labelSchema, 50),
    onError: field
      .oneOf({ label: "If no label can be chosen" }, [
        field.select({ label: "Outcome" }, ["fail"], { fail: "Fail the run" }),
        field.object({ label: "Use a label" }, { label: field.text({ label: "Label" }, 64) }),
      ])
      .optional(),
  }),
  initial: { model: KEYWORD_MODEL, dimension: "", input: [], labels: [] },
  needs: ["model", "cache"],
  reads: "strictest",
  writes: ({ dimension }) => [["classify", dimension]],
  writesOneOf: ({ dimension, labels }) => [{ path: ["classify", dimension], values: labels.map(({ name }) => name) }],
  isPure: ({ model }) => model === KEYWORD_MODEL,
  describe: ({ dimension, labels, model }) => oneLine(`${dimension}: ${labels.map(({ name }) => name).join(", ")} (${model === KEYWORD_MODEL ? "keywords" : model})`),
  check: (config) => [...checkModel(config.model), ...checkDimension(config.dimension), ...checkLabels(config), ...checkOnError(config)],
});

export type ClassifyConfig = z.infer<typeof classify.config>;

function checkModel(model: string): Problem[] {
  if (model === KEYWORD_MODEL || /^[A-Za-z0-9][A-Za-z0-9_-]{0,63}\/\S+$/.test(model)) return [];
  return [{ path: "model", message: `expected keyword or <model connection>/<model name>, got "${model}"` }];
}

function checkDimension(dimension: string): Problem[] {
  if (/^[A-Za-z_][A-Za-z0-9_]*$/.test(dimension)) return [];
  return [{ path: "dimension", message: "expected a name of letters, digits and _, as in urgency" }];
}

function checkLabels({ labels, model }: { labels: ClassifyLabel[]; model: string }): Problem[] {
  if (labels.length === 0) return [{ path: "labels", message: "expected at least one label" }];
  const problems: Problem[] = [];
  labels.forEach(({ name, rules }, i) => {
    if (name.trim() === "") problems.push({ path: `labels[${i}].name`, message: "expected a name" });
    if (labels.findIndex((other) => other.name === name) < i) problems.push({ path: `labels[${i}].name`, message: `expected a name of its own, ${name} is taken` });
    const isWithoutRule = (rules?.words ?? []).length + (rules?.patterns ?? []).length === 0;
    if (model === KEYWORD_MODEL && isWithoutRule) problems.push({ path: `labels[${i}].rules`, message: `expected a word or a pattern, without one ${name} is never chosen by keyword` });
    rules?.words?.forEach((word, at) => {
      if (word.trim() === "") problems.push({ path: `labels[${i}].rules.words[${at}]`, message: "expected a word, a phrase or *" });
    });
  });
  return problems;
}

function checkOnError({ labels, onError }: { labels: ClassifyLabel[]; onError?: "fail" | { label: string } | undefined }): Problem[] {
  if (typeof onError !== "object" || labels.some(({ name }) => name === onError.label)) return [];
  return [{ path: "onError.label", message: `expected one of ${labels.map(({ name }) => name).join(", ")}` }];
}
