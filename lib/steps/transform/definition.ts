import { z } from "zod";
import { oneLine } from "@/lib/pipeline/one-line";
import { field } from "@/lib/schema-form/field";
import { defineStep } from "../contract";

export const transform = defineStep({
  id: "transform",
  version: 1,
  category: "MUT",
  title: "Transform",
  summary: "Builds a JSON document from the event, read as $output.",
  config: z.strictObject({
    template: field.jsonTemplate({ label: "Template", help: "JSON with refs: a string that is one ref becomes the typed value.", placeholder: "{ id: $event.id }" }),
  }),
  initial: { template: "" },
  needs: [],
  reads: "views",
  writes: () => [["output"]],
  describe: ({ template }) => oneLine(template.trim() === "" ? "nothing yet" : `$output = ${template}`),
});
