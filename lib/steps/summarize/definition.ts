import { z } from "zod";
import { oneLine } from "@/lib/pipeline/one-line";
import { field } from "@/lib/schema-form/field";
import { checkModel } from "../check-model";
import { defineStep } from "../contract";

export const summarize = defineStep({
  id: "summarize",
  version: 1,
  category: "ENR",
  title: "Summarize",
  summary: "Puts the gist of what a person would have to read into a few words, by a model of yours.",
  config: z.strictObject({
    model: field.text({ label: "Model", help: "A model connection and its model.", placeholder: "openai/gpt-5-mini" }, 200),
    input: field.refs({ label: "Input", help: "What the model reads, already redacted." }),
    maxWords: field.number({ label: "At most, words", help: "60 unless given." }, z.number().int().min(5).max(500)).optional(),
    prompt: field.longText({ label: "What matters", help: "What the reader wants to know first." }, 2000).optional(),
    onError: field
      .oneOf({ label: "If the model fails" }, [
        field.select({ label: "Outcome" }, ["fail"], { fail: "Fail the run" }),
        field.object({ label: "Use a text" }, { text: field.text({ label: "Text" }, 1000) }),
      ])
      .optional(),
  }),
  needs: ["model", "cache"],
  reads: "strictest",
  writes: () => [["summarize", "text"]],
  describe: ({ model, input, maxWords = 60 }) => oneLine(`${input.join(", ")} in ${maxWords} words (${model})`),
  check: ({ model }) => [...checkModel(model)],
});
