import { z } from "zod";
import { oneLine } from "@/lib/pipeline/one-line";
import { field } from "@/lib/schema-form/field";
import { defineStep } from "../contract";

export const enrichPerson = defineStep({
  id: "enrich.person",
  version: 1,
  category: "ENR",
  title: "Look at the person",
  summary: "Tells from an address alone who it may be, and whether it is a company's, free or thrown away.",
  config: z.strictObject({
    email: field.ref({ label: "Address" }),
    provider: field
      .object(
        { label: "Ask a service as well", isAdvanced: true },
        {
          url: field.template({ label: "Address of the service", help: "GET; a JSON object is expected, whose members join $enrich.person. Values are encoded for a URL.", placeholder: "https://people.example/v1?email=$event.email" }, 3000),
          headers: field.map({ label: "Headers", help: "Kept in the pipeline's definition, where everybody who sees it reads them." }, field.text({ label: "Value" }, 2000)).optional(),
        },
      )
      .optional(),
  }),
  needs: ["http", "cache"],
  reads: "strictest",
  isPure: ({ provider }) => provider === undefined,
  writes: () => [["enrich", "person"]],
  describe: ({ email, provider }) => oneLine(`${email}${provider ? ", asking a service" : ""}`),
});
