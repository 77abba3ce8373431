import { z } from "zod";
import { oneLine } from "@/lib/pipeline/one-line";
import { field } from "@/lib/schema-form/field";
import { checkModel } from "../check-model";
import { defineStep } from "../contract";
import { modelFields } from "../model-fields";

export const translate = defineStep({
  id: "translate",
  version: 1,
  category: "ENR",
  title: "Translate",
  summary: "Puts a text into the language of whoever reads the channel, by a model of yours.",
  config: z.strictObject({
    model: modelFields.model,
    input: modelFields.input,
    language: field.text({ label: "Into", placeholder: "English" }, 60),
    onError: modelFields.onError,
  }),
  needs: ["model", "cache"],
  reads: "strictest",
  writes: () => [["translate", "text"]],
  describe: ({ model, input, language }) => oneLine(`${input.join(", ")} into ${language} (${model})`),
  check: ({ model, language }) => [...checkModel(model), ...(language.trim() === "" ? [{ path: "language", message: "expected a language, such as English" }] : [])],
});
