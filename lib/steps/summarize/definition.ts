import { z } from "zod";
import { oneLine } from "@/lib/pipeline/one-line";
import { field } from "@/lib/schema-form/field";
import { checkModel } from "../check-model";
import { defineStep } from "../contract";
import { modelFields } from "../model-fields";

export const summarize = defineStep({
  id: "summarize",
  version: 1,
  category: "ENR",
  title: "Summarize",
  summary: "Puts the gist of what a person would have to read into a few words, by a model of yours.",
  config: z.strictObject({
    model: modelFields.model,
    input: modelFields.input,
    maxWords: field.number({ label: "At most, words", help: "60 unless given." }, z.number().int().min(5).max(500)).optional(),
    prompt: field.longText({ label: "What matters", help: "What the reader wants to know first." }, 2000).optional(),
    onError: modelFields.onError,
  }),
  needs: ["model", "cache"],
  reads: "strictest",
  writes: () => [["summarize", "text"]],
  describe: ({ model, input, maxWords = 60 }) => oneLine(`${input.join(", ")} in ${maxWords} words (${model})`),
  check: ({ model }) => [...checkModel(model)],
});
