import { z } from "zod";
import { oneLine } from "@/lib/pipeline/one-line";
import { field } from "@/lib/schema-form/field";
import { checkModel } from "../check-model";
import { defineStep } from "../contract";

export const translate = defineStep({
  id: "translate",
  version: 1,
  category: "ENR",
  title: "Translate",
  summary: "Puts a text into the language of whoever reads the channel, by a model of yours.",
  config: z.strictObject({
    model: field.text({ label: "Model", help: "A model connection and its model.", placeholder: "openai/gpt-5-mini" }, 200),
    input: field.refs({ label: "Input", help: "What the model reads, already redacted." }),
    language: field.text({ label: "Into", placeholder: "English" }, 60),
    onError: field
      .oneOf({ label: "If the model fails" }, [
        field.select({ label: "Outcome" }, ["fail"], { fail: "Fail the run" }),
        field.object({ label: "Use a text" }, { text: field.text({ label: "Text" }, 1000) }),
      ])
      .optional(),
  }),
  needs: ["model", "cache"],
  reads: "strictest",
  writes: () => [["translate", "text"]],
  describe: ({ model, input, language }) => oneLine(`${input.join(", ")} into ${language} (${model})`),
  check: ({ model, language }) => [...checkModel(model), ...(language.trim() === "" ? [{ path: "language", message: "expected a language, such as English" }] : [])],
});
