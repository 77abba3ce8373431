import { field } from "@/lib/schema-form/field";

/** What every step has whose text a model writes. */
export const modelFields = {
  model: field.text({ label: "Model", help: "A model connection and its model.", placeholder: "openai/gpt-5-mini" }, 200),
  input: field.refs({ label: "Input", help: "What the model reads, already redacted." }),
  onError: field
    .oneOf({ label: "If the model fails" }, [
      field.select({ label: "Outcome" }, ["fail"], { fail: "Fail the run" }),
      field.object({ label: "Use a text" }, { text: field.text({ label: "Text" }, 1000) }),
    ])
    .optional(),
};
