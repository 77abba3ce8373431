import { z } from "zod";
import { oneLine } from "@/lib/pipeline/one-line";
import { field } from "@/lib/schema-form/field";
import { defineStep } from "../contract";

export const enrichCompany = defineStep({
  id: "enrich.company",
  version: 1,
  category: "ENR",
  title: "Look at the company",
  summary: "Reads what a company says about itself on its home page, once a week at most.",
  config: z.strictObject({
    from: field.ref({ label: "Address, domain or URL", help: "Free mail providers are not looked at." }),
    onError: field.select({ label: "If there is no page to read" }, ["continue", "fail"], { continue: "Go on without it", fail: "Fail the run" }).optional(),
  }),
  needs: ["http", "cache"],
  reads: "strictest",
  writes: () => [["enrich", "company"]],
  describe: ({ from }) => oneLine(`home page of ${from}`),
});
